/** How a person uses their players, counted over plays in columns. Pure. */
import { DECISIONS, type Decision } from '#contract/enums.ts';
import { decisionOf, ORIGIN_S, type PlayColumns } from '#history/blocks/columns.ts';
import type { CountedPlays } from './player-amounts.ts';

/** A player as it is told apart: by name, platform and app. */
export interface KnownDevice {
  readonly id: number;
  readonly title: string | null;
  readonly platform: string | null;
  readonly product: string | null;
}

/** What somebody played on one device. */
export interface DeviceAmount {
  readonly device: KnownDevice;
  readonly plays: number;
  readonly groups: number;
  readonly watchedMs: number;
  /** Epoch seconds. */
  readonly firstS: number;
  readonly lastS: number;
  readonly lastPlayId: number;
  readonly addresses: number;
  readonly decisions: readonly { readonly decision: Decision | null; readonly plays: number }[];
}

/** What `deviceUse` looks at. */
export const DEVICE_COLUMNS = [
  'ids',
  'users',
  'players',
  'watchGroups',
  'startedS',
  'watchedMs',
  'traits',
  'addresses',
] as const;

class Counted {
  readonly device: KnownDevice;
  plays = 0;
  watchedMs = 0;
  firstS = Infinity;
  lastS = -Infinity;
  lastPlayId = 0;
  readonly groups = new Set<number>();
  readonly addresses = new Set<number>();
  readonly decisions = new Map<number, number>();

  constructor(device: KnownDevice) {
    this.device = device;
  }

  add(plays: PlayColumns, index: number): void {
    const startedS = (plays.startedS[index] ?? 0) + ORIGIN_S;
    const address = plays.addresses[index] ?? 0;
    const decision = decisionOf(plays.traits[index] ?? 0);
    this.plays += 1;
    this.watchedMs += plays.watchedMs[index] ?? 0;
    this.groups.add(plays.watchGroups[index] ?? 0);
    this.decisions.set(decision, (this.decisions.get(decision) ?? 0) + 1);
    if (address !== 0) this.addresses.add(address);
    this.firstS = Math.min(this.firstS, startedS);
    if (startedS < this.lastS) return;
    this.lastS = startedS;
    this.lastPlayId = plays.ids[index] ?? 0;
  }

  get amount(): DeviceAmount {
    const { device, plays, watchedMs, firstS, lastS, lastPlayId } = this;
    const decisions = [...this.decisions]
      .map(([place, count]) => ({ decision: DECISIONS[place] ?? null, plays: count }))
      .sort((a, b) => b.plays - a.plays);
    const [groups, addresses] = [this.groups.size, this.addresses.size];
    return { device, plays, groups, watchedMs, firstS, lastS, lastPlayId, addresses, decisions };
  }
}

const keyOf = ({ title, platform, product }: KnownDevice): string => JSON.stringify([title, platform, product]);

/** The devices of a person, the busiest first. */
export function deviceUse(
  plays: PlayColumns,
  { userId, items }: CountedPlays,
  known: readonly KnownDevice[],
): DeviceAmount[] {
  const byId = new Map(known.map((device) => [device.id, device]));
  const counted = new Map<string, Counted>();
  for (let index = 0; index < plays.count; index++) {
    if (plays.users[index] !== userId || items?.has(plays.items[index] ?? 0) === false) continue;
    const device = byId.get(plays.players[index] ?? 0);
    if (device === undefined) continue;
    const key = keyOf(device);
    const amount = counted.get(key) ?? new Counted(device);
    counted.set(key, amount);
    amount.add(plays, index);
  }
  return [...counted.values()].map(({ amount }) => amount).sort((a, b) => b.plays - a.plays || b.lastS - a.lastS);
}
