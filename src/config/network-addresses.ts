/** Which part of the network an address belongs to, and lists of networks. Pure. */
import { BlockList, isIP } from 'node:net';

/** `forbidden` leads to no host that anybody means: the machine's own metadata, this network, everybody at once. */
export type AddressKind = 'public' | 'private' | 'forbidden';

const subnets = (all: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const one of all) addNetwork(list, one);
  return list;
};

/** Adds an address or a network as `10.0.0.0/8`; false when it is neither. */
export function addNetwork(list: BlockList, text: string): boolean {
  const [address = '', bits, ...more] = text.trim().split('/');
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
  if (version === 0 || more.length > 0 || !(prefix <= most)) return false;
  list.addSubnet(address, prefix, version === 4 ? 'ipv4' : 'ipv6');
  return true;
}

const PRIVATE = subnets([
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '::1',
  'fc00::/7',
  'fec0::/10',
]);

const FORBIDDEN = subnets([
  '0.0.0.0/8',
  // Link-local, where clouds answer with the machine's credentials, and their other addresses for that.
  '169.254.0.0/16',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::',
  'fe80::/10',
  'ff00::/8',
  'fd00:ec2::/32',
  'fd20:ce::254',
  // Teredo and translation within a network: nobody can tell where they lead.
  '2001::/32',
  '64:ff9b:1::/48',
]);

/** The eight groups of an address of version 6. */
function groupsOf(address: string): readonly number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const byte = (at: number): number => Number(dotted?.[at] ?? 0);
  const hex = (high: number, low: number): string => (byte(high) * 256 + byte(low)).toString(16);
  const plain = dotted === null ? address : `${dotted[1]}${hex(2, 3)}:${hex(4, 5)}`;
  const [head = '', tail] = plain.split('::');
  const split = (part: string): number[] => part.split(':').flatMap((one) => (one === '' ? [] : [parseInt(one, 16)]));
  const before = split(head);
  const after = split(tail ?? '');
  return [...before, ...Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after];
}

/** The address of version 4 that one of version 6 stands for; null when it stands for itself. */
function embedded(address: string): string | null {
  const groups = groupsOf(address);
  const isZero = (from: number, to: number): boolean => groups.slice(from, to).every((group) => group === 0);
  const dotted = (at: number): string =>
    [groups[at] ?? 0, groups[at + 1] ?? 0].flatMap((group) => [group >> 8, group & 255]).join('.');
  // Mapped, and the older way to write the same; `::` and `::1` are addresses of their own.
  if (isZero(0, 5) && groups[5] === 0xffff) return dotted(6);
  if (isZero(0, 6) && (groups[6] !== 0 || (groups[7] ?? 0) > 1)) return dotted(6);
  if (groups[0] === 0x64 && groups[1] === 0xff9b && isZero(2, 6)) return dotted(6);
  return groups[0] === 0x2002 ? dotted(1) : null;
}

/** The plain form of an address: without a zone, and of version 4 where it stands for one; null for what is none. */
export function plainAddress(text: string): string | null {
  const [address = ''] = text.split('%');
  const version = isIP(address);
  if (version === 0) return null;
  return version === 6 ? (embedded(address) ?? address) : address;
}

/** What is no address is forbidden. */
export function kindOfAddress(text: string): AddressKind {
  const address = plainAddress(text);
  if (address === null) return 'forbidden';
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
  if (FORBIDDEN.check(address, family)) return 'forbidden';
  return PRIVATE.check(address, family) ? 'private' : 'public';
}

/** Whether an address is in a list; what is no address is in none. */
export function isInNetworks(list: BlockList, text: string): boolean {
  const address = plainAddress(text);
  return address !== null && list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}
