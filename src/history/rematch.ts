/** Plays of what has another rating key now (API notes 17). */
import type { LiveServer } from '#catalogue/live-server.ts';
import type { EpochMs } from '#clock';
import type { PlayId, RatingKey } from '#contract/ids.ts';
import { type Db, inTransaction } from '#db/pool.ts';
import { describeItems } from '#plex/read-described.ts';
import { type KeyTree, readKeyTree } from '#plex/read-key-tree.ts';
import { type KnownItem, playedUnderKey } from './old-keys.ts';
import { type Redescription, redescribePlays } from './redescribe-plays.ts';

const MUSIC: ReadonlySet<string> = new Set(['artist', 'album', 'track']);

const folded = (text: string | null): string => (text ?? '').toLowerCase();

/** Parts of shows are found again by their number, albums by their title, and what is in both by its number. */
function partNow(tree: KeyTree, item: KnownItem, isMusic: boolean): RatingKey | null {
  const branch = tree.branches.find(({ row }) =>
    isMusic ? folded(row.title) === folded(item.parentTitle) : row.index === String(item.parentMediaIndex),
  );
  const part = branch?.parts.find(({ index }) => index === String(item.mediaIndex));
  return part?.ratingKey == null ? null : (part.ratingKey as RatingKey);
}

interface Pair {
  readonly from: RatingKey;
  readonly to: RatingKey;
}

/** What was recorded under one key and is to belong to what has another one. */
export interface RematchWanted {
  readonly from: string;
  readonly to: string;
  /** Of what has the keys, e.g. `episode`. */
  readonly mediaType: string;
}

export interface RematchDeps {
  readonly db: Db;
  readonly server: Pick<LiveServer, 'id' | 'media'>;
  readonly timeZone: string;
  readonly at: EpochMs;
}

/** Each item that was played with the key it has now; what is not found again is left out. */
async function pairsOf({ db, server, timeZone }: RematchDeps, wanted: RematchWanted): Promise<Pair[]> {
  const { mediaType } = wanted;
  const to = wanted.to as RatingKey;
  if (mediaType === 'movie') return [{ from: wanted.from as RatingKey, to }];
  const tree = await readKeyTree(server.media, to, { timeZone });
  if (!tree.ok || tree.value === null) return [];
  const now = tree.value;
  const isMusic = MUSIC.has(mediaType);
  const pairs = (await playedUnderKey(db, mediaType, wanted.from)).flatMap((item) => {
    const key = partNow(now, item, isMusic);
    return item.ratingKey === null || key === null ? [] : [{ from: item.ratingKey, to: key }];
  });
  return [...new Map(pairs.map((pair) => [pair.from, pair])).values()];
}

async function changesFor(deps: RematchDeps, wanted: RematchWanted): Promise<Redescription[]> {
  const pairs = await pairsOf(deps, wanted);
  const keys = pairs.map(({ to }) => to);
  const described = await describeItems(deps.server.media, keys, { timeZone: deps.timeZone });
  const byKey = new Map(described.ok ? described.value.map(({ item }) => [item.ratingKey, item]) : []);
  return pairs.flatMap(({ from, to }) => {
    const item = byKey.get(to);
    return item === undefined ? [] : [{ from, item }];
  });
}

/**
 * Gives the plays of a film to the film with another key, and those of a show or an artist, any part of which may be
 * named, to the parts of the other one that are found again. `isLeft`: plays that stay as they are. Answers which plays were
 * changed.
 */
export async function rematch(
  deps: RematchDeps,
  wanted: RematchWanted,
  isLeft: (id: PlayId) => boolean = () => false,
): Promise<readonly PlayId[]> {
  const changes = await changesFor(deps, wanted);
  if (changes.length === 0) return [];
  const options = { serverId: deps.server.id, at: deps.at, isLeft };
  return inTransaction(deps.db, (tx) => redescribePlays(tx, changes, options));
}
