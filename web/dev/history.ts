import type { SessionView } from '#contract/activity.ts';
import type { HistoryPage, HistoryQuery, HistoryRow, HistoryTotals, PlayDetail } from '#contract/history.ts';
import { isChosen } from '#contract/lists.ts';
import type { StreamView } from '#contract/media.ts';
import { ITEMS, PLAYERS, USERS } from './catalogue.ts';
import { pick, seeded } from './random.ts';
import { network, STREAMS } from './streams.ts';

/** A recorded play of the pretend server. */
export interface PastPlay {
  readonly row: HistoryRow;
  readonly stream: StreamView;
}

const COUNT = 1300;
const iso = (at: number): string => new Date(Math.round(at)).toISOString();
const VIDEO = [STREAMS.direct, STREAMS.direct, STREAMS.direct4k, STREAMS.copy, STREAMS.hardware, STREAMS.software];

function pastPlay(random: () => number, id: number, stoppedAt: number): PastPlay {
  const isMusic = random() < 0.15;
  const item = isMusic ? pick(random, ITEMS.tracks) : pick(random, random() < 0.4 ? ITEMS.movies : ITEMS.episodes);
  const stream: StreamView = isMusic ? STREAMS.music : pick(random, VIDEO);
  const percent = random() < 0.6 ? 91 + Math.floor(random() * 10) : 4 + Math.floor(random() * 86);
  const watchedMs = Math.round(((item.durationMs ?? 0) * percent) / 100);
  const pausedMs = random() < 0.3 ? Math.round(random() * 900_000) : 0;
  const row: HistoryRow = {
    playId: id,
    groupId: id,
    playCount: random() < 0.12 ? 2 + Math.floor(random() * 2) : 1,
    server: { id: 1, name: 'Attic' },
    user: pick(random, USERS),
    item,
    player: isMusic ? pick(random, PLAYERS.slice(-1)) : pick(random, PLAYERS.slice(0, -1)),
    decision: stream.decision,
    resolution: stream.delivered.videoFullResolution,
    network: network(random() < 0.6 ? 'lan' : 'wan', stream.delivered.bitrateKbps),
    startedAt: iso(stoppedAt - watchedMs - pausedMs),
    stoppedAt: iso(stoppedAt),
    watchedMs,
    pausedMs,
    percentComplete: percent,
    isWatched: percent >= 90,
    endedReason: random() < 0.9 ? 'stopped' : 'replaced',
  };
  return { row, stream };
}

/** Plays of about four months before `now`, newest first. */
export function makeHistory(now: number): PastPlay[] {
  const random = seeded(4711);
  let at = now - 16 * 60_000;
  return Array.from({ length: COUNT }, (_, index) => {
    const play = pastPlay(random, COUNT - index, at);
    at -= random() * 4 * 3_600_000;
    return play;
  });
}

/** The play that is recorded when a stream ends. */
export function playOf(view: SessionView, recorded: number, now: number): PastPlay {
  const id = recorded + 1;
  const percent = view.item.durationMs ? Math.round((view.viewOffsetMs / view.item.durationMs) * 100) : 100;
  const { server, user, item, player, stream, startedAt, watchedMs, pausedMs } = view;
  const row: HistoryRow = {
    playId: id,
    groupId: id,
    playCount: 1,
    server,
    user,
    item,
    player,
    decision: stream.decision,
    resolution: stream.delivered.videoFullResolution,
    network: view.network,
    startedAt,
    stoppedAt: iso(now),
    watchedMs,
    pausedMs,
    percentComplete: percent,
    isWatched: percent >= 90,
    endedReason: 'stopped',
  };
  return { row, stream };
}

/** Whether a play satisfies the filter of a query. */
export function matches({ row }: PastPlay, query: HistoryQuery): boolean {
  const text = [row.item.fullTitle, row.user.name, row.player.title].join(' ').toLowerCase();
  const words = (query.search ?? '').toLowerCase().split(/\s+/);
  return (
    words.every((word) => text.includes(word)) &&
    isChosen(query.mediaType, row.item.mediaType) &&
    isChosen(query.decision, row.decision) &&
    isChosen(query.user, row.user.id) &&
    isChosen(query.product, row.player.product) &&
    (query.show === undefined || query.show.values.includes(row.item.id)) &&
    (query.minMinutes === undefined || row.watchedMs >= query.minMinutes * 60_000) &&
    (query.watched === undefined || row.isWatched === query.watched) &&
    (query.userId === undefined || row.user.id === query.userId) &&
    (query.serverId === undefined || row.server.id === query.serverId)
  );
}

/** A page of the plays that match. */
export function page(plays: readonly PastPlay[], query: HistoryQuery): HistoryPage {
  const before = query.cursor === undefined ? Number.POSITIVE_INFINITY : Number(query.cursor);
  const found = plays.filter((play) => play.row.playId < before && matches(play, query));
  const rows = found.slice(0, query.limit).map(({ row }) => row);
  return { rows, nextCursor: found.length > query.limit ? String(rows.at(-1)?.playId) : null };
}

/** The sums of the plays that match. */
export function sums(plays: readonly PastPlay[], query: HistoryQuery): HistoryTotals {
  const rows = plays.filter((play) => matches(play, query)).map(({ row }) => row);
  return {
    groups: rows.length,
    plays: rows.reduce((sum, row) => sum + row.playCount, 0),
    watchedMs: rows.reduce((sum, row) => sum + row.watchedMs, 0),
    people: new Set(rows.map((row) => row.user.id)).size,
  };
}

/** Everything about one play. */
export function detail({ row, stream }: PastPlay): PlayDetail {
  const first = { ...row, playerTitle: row.player.title };
  const segments = Array.from({ length: row.playCount }, (_, index) => ({
    playId: index === row.playCount - 1 ? row.playId : row.playId + 10_000 + index,
    startedAt: iso(Date.parse(row.startedAt) - (row.playCount - 1 - index) * 7_200_000),
    stoppedAt: first.stoppedAt,
    watchedMs: Math.round(row.watchedMs / row.playCount),
    pausedMs: 0,
    percentComplete: Math.round((row.percentComplete * (index + 1)) / row.playCount),
    endedReason: row.endedReason,
    playerTitle: first.playerTitle,
  }));
  const viewOffsetMs = Math.round(((row.item.durationMs ?? 0) * row.percentComplete) / 100);
  const { startedAt, stoppedAt, watchedMs, pausedMs } = row;
  const play = { startedAt, stoppedAt, watchedMs, pausedMs };
  const streamChanges = [
    { atMs: 0, decision: 'transcode' as const, resolution: '720p', qualityProfile: '4 Mbps 720p' },
    { atMs: 900_000, decision: row.decision, resolution: row.resolution, qualityProfile: 'Original' },
  ];
  return {
    ...{ row, stream, viewOffsetMs, play, segments, note: null, isImported: false },
    streamChanges: row.playId % 5 === 0 ? streamChanges : [],
  };
}
