/** What somebody watched on which device, counted over plays in columns. Pure. */
import type { PlayColumns } from '#history/blocks/columns.ts';
import type { IdMarks } from '#history/rows/id-marks.ts';

/** A device as it is counted. */
export interface KnownPlayer {
  readonly id: number;
  /** Devices of the same name count as one, under this number. */
  readonly nameId: number;
  readonly name: string | null;
  readonly platform: string | null;
  /** Where its name stands in the order of all names. */
  readonly place: number;
}

/** A device by its name, with the platform of its first play. */
export interface PlayerAmount {
  readonly name: string | null;
  readonly platform: string | null;
  readonly plays: number;
  readonly groups: number;
  readonly watchedMs: number;
}

interface Counted {
  readonly first: KnownPlayer;
  plays: number;
  watchedMs: number;
  readonly groups: Set<number>;
}

/** Whose plays count, and of which descriptions; of all where that is null. */
export interface CountedPlays {
  readonly userId: number;
  readonly items: IdMarks | null;
}

/** The devices of a person, the busiest by viewings or by plays first, then by time and name. */
export function playerAmounts(
  plays: PlayColumns,
  { userId, items }: CountedPlays,
  known: readonly KnownPlayer[],
  isGrouped: boolean,
): PlayerAmount[] {
  const { users, players, watchGroups, watchedMs } = plays;
  const byId = new Map(known.map((player) => [player.id, player]));
  const counted = new Map<number, Counted>();
  for (let play = 0; play < plays.count; play++) {
    if (users[play] !== userId || items?.has(plays.items[play] ?? 0) === false) continue;
    const player = byId.get(players[play] ?? 0);
    if (player === undefined) continue;
    let amount = counted.get(player.nameId);
    if (amount === undefined) {
      amount = { first: player, plays: 0, watchedMs: 0, groups: new Set() };
      counted.set(player.nameId, amount);
    }
    amount.plays += 1;
    amount.watchedMs += watchedMs[play] ?? 0;
    amount.groups.add(watchGroups[play] ?? 0);
  }
  const busy = (amount: Counted): number => (isGrouped ? amount.groups.size : amount.plays);
  return [...counted.values()]
    .sort((a, b) => busy(b) - busy(a) || b.watchedMs - a.watchedMs || a.first.place - b.first.place)
    .map(({ first: { name, platform }, groups, ...sums }) => ({ name, platform, groups: groups.size, ...sums }));
}
