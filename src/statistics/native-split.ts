/** What the lines of a series in the native API tell apart, and what they are called. */
import { allLibraries } from '#catalogue/libraries.ts';
import { DECISIONS, MEDIA_TYPES } from '#contract/enums.ts';
import type { Split } from '#contract/statistics.ts';
import type { Db } from '#db/pool.ts';
import {
  type ColumnName,
  decisionOf,
  isDescribed,
  isLive,
  mediaOf,
  type PlayColumns,
} from '#history/blocks/columns.ts';
import { allPeople, displayName } from '#users/people.ts';
import { shownTo, type Visible } from '#users/visible.ts';
import { playersByPlay, resolutionsByPlay } from './graph-names.ts';

/** A line before it has a name. */
export interface UnnamedLine {
  /** What `keyOf` says of its plays. */
  readonly key: number;
  /** One of its plays, which says what it is called. */
  readonly playId: number;
}

export interface LineName {
  readonly id: number | null;
  readonly name: string | null;
}

/** Where names stand, and whom they are told to. */
interface Asked {
  readonly db: Db;
  readonly visible: Visible;
}

interface Rule {
  readonly columns: readonly ColumnName[];
  keyOf(plays: PlayColumns): (index: number) => number;
  /** By the key of the line. */
  name(asked: Asked, lines: readonly UnnamedLine[]): Promise<ReadonlyMap<number, LineName>>;
}

/** Live TV is a kind of its own, whatever it shows. */
const LIVE = MEDIA_TYPES.length + 1;

const byKey = (lines: readonly UnnamedLine[], nameOf: (key: number) => string | null, isId = false) =>
  new Map(lines.map(({ key }): [number, LineName] => [key, { id: isId && key > 0 ? key : null, name: nameOf(key) }]));

const column = (name: 'users' | 'libraries' | 'platforms' | 'sourceResolutions' | 'deliveredResolutions') => ({
  columns: [name],
  keyOf: (plays: PlayColumns) => (index: number) => plays[name][index] ?? 0,
});

const namedByPlay =
  (names: (db: Db, ids: readonly number[]) => Promise<ReadonlyMap<number, string | null>>): Rule['name'] =>
  async ({ db }, lines) => {
    const found = await names(
      db,
      lines.map(({ playId }) => playId),
    );
    return new Map(lines.map(({ key, playId }) => [key, { id: null, name: found.get(playId) || null }]));
  };

const namedPlatform = namedByPlay(async (db, ids) => {
  const players = await playersByPlay(db, ids);
  return new Map([...players].map(([id, player]) => [id, player.platform]));
});

export const SPLIT_RULES: Readonly<Record<Split, Rule>> = {
  none: {
    columns: [],
    keyOf: () => () => 0,
    name: async (_asked, lines) => byKey(lines, () => null),
  },
  mediaType: {
    columns: ['traits'],
    keyOf: (plays) => (index) => {
      const traits = plays.traits[index] ?? 0;
      if (!isDescribed(traits)) return 0;
      return isLive(traits) ? LIVE : mediaOf(traits);
    },
    name: async (_asked, lines) => byKey(lines, (key) => (key === LIVE ? 'live' : (MEDIA_TYPES[key - 1] ?? null))),
  },
  decision: {
    columns: ['traits'],
    keyOf: (plays) => (index) => decisionOf(plays.traits[index] ?? 0),
    name: async (_asked, lines) => byKey(lines, (key) => DECISIONS[key] ?? null),
  },
  platform: { ...column('platforms'), name: namedPlatform },
  user: {
    ...column('users'),
    async name({ db, visible }, lines) {
      const people = (await allPeople(db, null)).map((person) => shownTo(visible, person));
      const names = new Map(people.map((person) => [Number(person.id), displayName(person)]));
      return byKey(lines, (key) => names.get(key) ?? null, true);
    },
  },
  library: {
    ...column('libraries'),
    async name({ db }, lines) {
      const names = new Map((await allLibraries(db)).map(({ id, name }) => [Number(id), name]));
      return byKey(lines, (key) => names.get(key) ?? null, true);
    },
  },
  sourceResolution: {
    ...column('sourceResolutions'),
    name: namedByPlay((db, ids) => resolutionsByPlay(db, 'sourceResolutions', ids)),
  },
  deliveredResolution: {
    ...column('deliveredResolutions'),
    name: namedByPlay((db, ids) => resolutionsByPlay(db, 'deliveredResolutions', ids)),
  },
};
