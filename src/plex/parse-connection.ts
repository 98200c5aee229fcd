/** Who plays, on what and from where: `User`, `Player` and `Session` elements (derived-fields notes 3). */
import { z } from 'zod';
import { LOCATIONS, type Location, SESSION_STATES, type SessionState } from '#contract/enums.ts';
import { describeIssues, flag, integer, optionalFlag, text } from './attributes.ts';
import type { AccountFacts, ListedSession, PlayerFacts } from './facts.ts';
import { normalisePlatform } from './tables/platforms.ts';
import { childNamed, type XmlElement } from './xml.ts';

const UserAttributes = z.object({
  id: integer.pipe(z.number('is missing or not a number')),
  title: text,
  thumb: text,
});

const PlayerAttributes = z.object({
  address: text,
  remotePublicAddress: text,
  device: text,
  platform: text,
  platformVersion: text,
  product: text,
  version: text,
  profile: text,
  title: text,
  machineIdentifier: text,
  state: text,
  local: flag,
  relayed: integer,
  secure: optionalFlag,
});
type PlayerAttributes = z.infer<typeof PlayerAttributes>;

const SessionAttributes = z.object({ id: text, bandwidth: integer, location: text });

const IPV4_MAPPED = '::ffff:';
const LOOPBACK = '127.0.0.1';

const plainAddress = (address: string | null): string | null => address?.split(IPV4_MAPPED).at(-1) || null;

const isState = (state: string | null): state is SessionState => SESSION_STATES.some((one) => one === state);
const isLocation = (location: string | null): location is Location => LOCATIONS.some((one) => one === location);

/** Where a session plays: as the server says, and without a word from it by whether the player is local. */
function locationOf(sent: string | null, isLocal: boolean): Location {
  if (isLocation(sent)) return sent;
  return isLocal ? 'lan' : 'wan';
}

/** Older servers do not mark relayed streams: they come from the server itself. */
const isRelayed = ({ relayed, remotePublicAddress }: PlayerAttributes, location: Location): boolean =>
  relayed === null ? location !== 'lan' && plainAddress(remotePublicAddress) === LOOPBACK : relayed !== 0;

const playerFacts = (player: PlayerAttributes): PlayerFacts => ({
  machineId: player.machineIdentifier,
  title: player.title ?? player.product ?? '',
  device: player.device,
  platform: normalisePlatform(player.platform, player.product),
  platformVersion: player.platformVersion,
  product: player.product,
  productVersion: player.version,
  profile: player.profile,
});

export type Connection = { readonly account: AccountFacts } & Pick<
  ListedSession,
  | 'plexSessionId'
  | 'state'
  | 'player'
  | 'ipAddress'
  | 'ipAddressPublic'
  | 'location'
  | 'isLocal'
  | 'isRelayed'
  | 'isSecure'
  | 'bandwidthKbps'
>;

export type ConnectionResult =
  | { readonly ok: true; readonly connection: Connection }
  | { readonly ok: false; readonly problem: string };

/** `User` and `Player` are required; `Session` is missing for DLNA clients and photos. */
export function parseConnection(element: XmlElement): ConnectionResult {
  const user = UserAttributes.safeParse(childNamed(element, 'User')?.attributes ?? {});
  if (!user.success) return { ok: false, problem: `its User: ${describeIssues(user.error)}` };
  const playerElement = childNamed(element, 'Player');
  if (playerElement === undefined) return { ok: false, problem: 'it has no Player' };
  const player = PlayerAttributes.parse(playerElement.attributes);
  const session = SessionAttributes.parse(childNamed(element, 'Session')?.attributes ?? {});
  const location = locationOf(session.location, player.local);
  const connection: Connection = {
    account: { accountId: user.data.id, name: user.data.title ?? '', thumb: user.data.thumb },
    plexSessionId: session.id,
    state: isState(player.state) ? player.state : 'playing',
    player: playerFacts(player),
    ipAddress: plainAddress(player.address),
    ipAddressPublic: plainAddress(player.remotePublicAddress),
    location,
    isLocal: player.local,
    isRelayed: isRelayed(player, location),
    isSecure: player.secure,
    bandwidthKbps: session.bandwidth,
  };
  return { ok: true, connection };
}
