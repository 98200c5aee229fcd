/** The plays we recorded, in the form of the reference's history, and how the two are compared. */
import { asc, eq } from 'drizzle-orm';
import { readSettings } from '#config/settings.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, players, plays, settings, streamSnapshots, users } from '#db/schema/index.ts';
import { isWatched } from '#history/watched.ts';

export type HistoryRow = Readonly<Record<string, unknown>>;

const blank = (value: string | number | null): string | number => value ?? '';
const number = (text: string | null): number | '' => (text === null ? '' : Number(text));

/** Every play in the order of its record, by the names of the reference. Times in seconds after `t0`. */
export async function recordedHistory(db: Db, t0: number): Promise<HistoryRow[]> {
  const current = readSettings(await db.select().from(settings), (key) => {
    throw new Error(`bad setting ${key}`);
  });
  const rows = await db
    .select({ play: plays, user: users, item: itemSnapshots, stream: streamSnapshots, player: players })
    .from(plays)
    .innerJoin(users, eq(users.id, plays.userId))
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, plays.streamSnapshotId))
    .innerJoin(players, eq(players.id, plays.playerId))
    .orderBy(asc(plays.id));
  const firstOfGroup = new Map<number, number>();
  return rows.map(({ play, user, item, stream, player }, index) => {
    const reference = firstOfGroup.get(play.watchGroupId) ?? index + 1;
    firstOfGroup.set(play.watchGroupId, reference);
    const credits = { firstMs: item.creditsFirstMs, finalMs: item.creditsFinalMs };
    return {
      row_id: index + 1,
      reference_id: reference,
      started: (play.startedAt.getTime() - t0) / 1000,
      stopped: (play.stoppedAt.getTime() - t0) / 1000,
      play_duration: play.watchedMs / 1000,
      paused_counter: play.pausedMs / 1000,
      user: user.username,
      platform: blank(player.platform),
      product: blank(player.product),
      player: player.title,
      machine_id: player.machineId,
      ip_address: blank(play.ipAddress),
      location: play.location,
      secure: play.isSecure === null ? null : Number(play.isSecure),
      relayed: Number(play.isRelayed),
      live: Number(play.isLive),
      media_type: item.mediaType,
      rating_key: number(item.ratingKey),
      parent_rating_key: number(item.parentRatingKey),
      grandparent_rating_key: number(item.grandparentRatingKey),
      full_title: item.fullTitle,
      title: item.title,
      parent_title: blank(item.parentTitle),
      grandparent_title: blank(item.grandparentTitle),
      original_title: blank(item.originalTitle),
      year: blank(item.year),
      media_index: blank(item.mediaIndex),
      parent_media_index: blank(item.parentMediaIndex),
      thumb: blank(item.mediaType === 'movie' ? item.thumb : item.parentThumb),
      originally_available_at: blank(item.originallyAvailableOn),
      guid: blank(item.guid),
      transcode_decision: stream.decision,
      percent_complete: play.percentComplete,
      is_watched:
        play.isLive ||
        isWatched({ ...play, mediaType: item.mediaType, viewOffsetMs: play.viewOffsetMs ?? 0, credits }, current),
    };
  });
}

const WITHIN_2_SECONDS = new Set(['started', 'stopped', 'play_duration', 'paused_counter']);

/** What the reference takes from elsewhere (a track's album, the programme guide) and we do not read yet. */
const notRead = (row: HistoryRow): ReadonlySet<string> => {
  if (row.live === 1) return new Set(['thumb', 'originally_available_at']);
  return new Set(row.media_type === 'track' ? ['year'] : []);
};

const named = (value: unknown, aliases: ReadonlyMap<string, string>): unknown => aliases.get(String(value)) ?? value;

/**
 * Where the recorded rows differ from the expected ones; empty when they do not. Streams that end together are recorded
 * in any order, so rows are compared by player and start.
 */
export function differences(
  recorded: readonly HistoryRow[],
  expected: readonly HistoryRow[],
  aliases: ReadonlyMap<string, string>,
): string[] {
  const order = (row: HistoryRow): string =>
    `${String(named(plain(row.machine_id), aliases))} ${String(Math.round(Number(plain(row.started)))).padStart(6)}`;
  const sorted = (rows: readonly HistoryRow[]): HistoryRow[] =>
    [...rows].sort((a, b) => order(a).localeCompare(order(b)));
  const isOneByOne = new Set(expected.map((row) => Math.round(Number(plain(row.stopped))))).size === expected.length;
  const theirs = sorted(expected);
  return sorted(recorded).flatMap((row, index) => rowDifferences(row, theirs[index] ?? {}, aliases, isOneByOne));
}

function rowDifferences(
  recorded: HistoryRow,
  expected: HistoryRow,
  aliases: ReadonlyMap<string, string>,
  isOneByOne: boolean,
): string[] {
  const skipped = notRead(recorded);
  const found: string[] = [];
  for (const [key, mine] of Object.entries(recorded)) {
    if (skipped.has(key) || (!isOneByOne && (key === 'row_id' || key === 'reference_id'))) continue;
    const theirs = key === 'is_watched' ? expected.watched_status === 1 : plain(expected[key]);
    const ours = named(mine, aliases);
    const isEqual = WITHIN_2_SECONDS.has(key) ? Math.abs(Number(ours) - Number(theirs)) <= 2 : ours === theirs;
    if (!isEqual) found.push(`${key}: recorded ${JSON.stringify(ours)}, expected ${JSON.stringify(theirs)}`);
  }
  return found;
}

/** Moments and identifiers in the expectations are marked objects. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$t' in value) return value.$t;
  if ('$id' in value) return value.$id;
  return value;
}
