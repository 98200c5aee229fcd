/** What each kind of list of the busiest counts under, and what its lines are called. */
import { allLibraries } from '#catalogue/libraries.ts';
import type { ImageUrlOf } from '#catalogue/views.ts';
import { DECISIONS, LOCATIONS, type MediaType } from '#contract/enums.ts';
import { REASONS, type Reason, type TopKind, type TopLine } from '#contract/statistics-lists.ts';
import type { Db } from '#db/pool.ts';
import {
  type ColumnName,
  convertedOf,
  decisionOf,
  isDescribed,
  isStreamDescribed,
  locationPlaceOf,
  mediaCode,
  mediaOf,
  type PlayColumns,
} from '#history/blocks/columns.ts';
import { Numbering } from '#history/blocks/numbering.ts';
import { allPeople, displayName } from '#users/people.ts';
import { shownTo, type Visible } from '#users/visible.ts';
import { playersByPlay, resolutionsByPlay } from './graph-names.ts';
import { codecsOfPlays, devicesOf } from './queries-titles.ts';
import { type TitleKind, titleFacts } from './top-titles.ts';

export interface TopDeps {
  readonly db: Db;
  readonly visible: Visible;
  readonly imageUrl: ImageUrlOf;
}

/** A line that is to be shown. */
export interface UnnamedTop {
  readonly key: number;
  /** Its newest play. */
  readonly playId: number;
}

export type TopFacts = Partial<Pick<TopLine, 'id' | 'name' | 'byline' | 'year' | 'item' | 'avatar'>>;

/** What a viewing counts under, by the index of its play; null for nothing. */
export type KeyOf = (index: number) => number | null;

interface Rule {
  readonly columns: readonly ColumnName[];
  keyOf(plays: PlayColumns, chosen: Int32Array, db: Db): KeyOf | Promise<KeyOf>;
  /** In the order of the lines. */
  facts(deps: TopDeps, lines: readonly UnnamedTop[]): Promise<TopFacts[]>;
}

const ids = (lines: readonly UnnamedTop[]): number[] => lines.map(({ playId }) => playId);

function titles(kind: TitleKind, mediaType: MediaType, column: 'titles' | 'albums' = 'titles'): Rule {
  const media = mediaCode(mediaType);
  return {
    columns: ['traits', column],
    keyOf: (plays) => (index) => {
      const traits = plays.traits[index] ?? 0;
      return isDescribed(traits) && mediaOf(traits) === media ? (plays[column][index] ?? 0) : null;
    },
    async facts({ db, imageUrl }, lines) {
      const found = await titleFacts(db, kind, ids(lines), imageUrl);
      return lines.map(({ playId }) => found.get(playId) ?? {});
    },
  };
}

type Names = (db: Db, ids: readonly number[]) => Promise<ReadonlyMap<number, string | null>>;

const hashed = (
  column: 'platforms' | 'sourceResolutions' | 'deliveredResolutions' | 'videoCodecs' | 'audioCodecs',
  names: Names,
): Rule => ({
  columns: ['traits', column],
  keyOf: (plays) => (index) =>
    column === 'platforms' || isStreamDescribed(plays.traits[index] ?? 0) ? (plays[column][index] ?? 0) : null,
  async facts({ db }, lines) {
    const found = await names(db, ids(lines));
    return lines.map(({ playId }) => ({ name: found.get(playId) || null }));
  },
});

const words = (all: readonly string[]) => async (_deps: TopDeps, lines: readonly UnnamedTop[]) =>
  lines.map(({ key }) => ({ name: all[key] ?? null }));

/** Devices have names and products of which several have the same: lines are told apart by those. */
function device(part: 'title' | 'product'): Rule {
  return {
    columns: ['players'],
    async keyOf(plays, chosen, db) {
      const numbering = new Numbering(256);
      for (let at = 0; at < chosen.length; at++) numbering.numberOf(plays.players[chosen[at] ?? 0] ?? 0);
      const named = new Map<string, number>();
      const keys = new Map<number, number>();
      for (const row of await devicesOf(db, numbering.all())) {
        const name = row[part] || '';
        const key = named.get(name) ?? row.id;
        named.set(name, key);
        keys.set(row.id, key);
      }
      return (index) => keys.get(plays.players[index] ?? 0) ?? 0;
    },
    async facts({ db }, lines) {
      const rows = await devicesOf(
        db,
        lines.map(({ key }) => key),
      );
      const names = new Map(rows.map((row) => [row.id, row[part]]));
      return lines.map(({ key }) => ({ name: names.get(key) || null }));
    },
  };
}

const codecs =
  (part: 'videoCodec' | 'audioCodec'): Names =>
  async (db, playIds) =>
    new Map((await codecsOfPlays(db, playIds)).map((row) => [row.playId, row[part]]));

const platforms: Names = async (db, playIds) => {
  const found = await playersByPlay(db, playIds);
  return new Map([...found].map(([id, player]) => [id, player.platform]));
};

const DIRECT_PLAY = DECISIONS.indexOf('direct play');

function reasonOf(traits: number, delivery: number): Reason | null {
  const decision = decisionOf(traits);
  if (decision < 0) return null;
  if (decision === DIRECT_PLAY) return 'none';
  const { video, audio, subtitles } = convertedOf(delivery);
  if (subtitles) return 'subtitles';
  if (video) return audio ? 'video and audio' : 'video';
  return audio ? 'audio' : 'container';
}

export const TOP_RULES: Readonly<Record<TopKind, Rule>> = {
  movie: titles('movie', 'movie'),
  show: titles('show', 'episode'),
  artist: titles('artist', 'track'),
  album: titles('album', 'track', 'albums'),
  person: {
    columns: ['users'],
    keyOf: (plays) => (index) => plays.users[index] ?? 0,
    async facts({ db, visible }, lines) {
      const people = new Map((await allPeople(db, null)).map((person) => [Number(person.id), person]));
      return lines.map(({ key }) => {
        const person = people.get(key);
        return { id: key, name: person === undefined ? null : displayName(shownTo(visible, person)) };
      });
    },
  },
  platform: hashed('platforms', platforms),
  player: device('title'),
  product: device('product'),
  library: {
    columns: ['libraries'],
    keyOf: (plays) => (index) => plays.libraries[index] ?? 0,
    async facts({ db }, lines) {
      const names = new Map((await allLibraries(db)).map(({ id, name }) => [Number(id), name]));
      return lines.map(({ key }) => ({ id: key > 0 ? key : null, name: names.get(key) ?? null }));
    },
  },
  sourceResolution: hashed('sourceResolutions', (db, playIds) => resolutionsByPlay(db, 'sourceResolutions', playIds)),
  deliveredResolution: hashed('deliveredResolutions', (db, playIds) =>
    resolutionsByPlay(db, 'deliveredResolutions', playIds),
  ),
  videoCodec: hashed('videoCodecs', codecs('videoCodec')),
  audioCodec: hashed('audioCodecs', codecs('audioCodec')),
  decision: {
    columns: ['traits'],
    keyOf: (plays) => (index) => decisionOf(plays.traits[index] ?? 0),
    facts: words(DECISIONS),
  },
  reason: {
    columns: ['traits', 'deliveries'],
    keyOf: (plays) => (index) => {
      const reason = reasonOf(plays.traits[index] ?? 0, plays.deliveries[index] ?? 0);
      return reason === null ? -1 : REASONS.indexOf(reason);
    },
    facts: words(REASONS),
  },
  location: {
    columns: ['deliveries'],
    keyOf: (plays) => (index) => locationPlaceOf(plays.deliveries[index] ?? 0),
    facts: words(LOCATIONS),
  },
};
