/** A history with everything that statistics tell apart, and statistics of it counted row by row, for tests. */
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { UserId } from '#contract/ids.ts';
import type { TestDatabase } from '#db/testing.ts';
import { fillHistory } from '#history/table-testing.ts';
import { SEES_ALL, type Visible } from '#users/visible.ts';

const ZONE = 'America/New_York';
const NOW = '2020-03-20T12:34:56Z';

/** Months of plays, one every seven minutes, made of all codecs, networks and decisions. */
export async function fillVaried(database: TestDatabase): Promise<void> {
  await fillHistory(database, 9_000);
  await database.pool.query(`
    update plays set bandwidth_kbps = case when id % 13 = 0 then null else 500 + id * 37 % 9000 end,
      location = case id % 7 when 0 then null when 1 then 'wan' when 2 then 'cellular' else 'lan' end,
      ip_address = case id % 9 when 0 then null when 1 then '192.168.1.20' else ('203.0.113.' || 1 + id % 5)::inet end;
    update stream_snapshots set source_video_codec = case when id = 3 then 'hevc' else 'h264' end,
      source_audio_codec = case when id = 1 then null else 'aac' end, source_video_full_resolution = (array['4k', '1080p'])[1 + id % 2],
      delivered_video_full_resolution = '720p', video_decision = decision, audio_decision = case when id = 3 then 'copy' else decision end,
      subtitle_decision = case when id = 3 then 'burn' end;
    update item_snapshots set parent_title = 'Album ' || id % 3, grandparent_title = 'Name ' || id % 4,
      grandparent_rating_key = id::text, parent_rating_key = id::text,
      credits_first_ms = case when id % 5 = 1 then 2000000 end;`);
}

export const depsFor = ({ db }: TestDatabase, visible: Visible = SEES_ALL, changes = {}) => ({
  ...{ db, visible, imageUrl: (_server: number, path: string): string => path },
  context: { now: Date.parse(NOW), timeZone: ZONE },
  settings: { ...DEFAULT_SETTINGS, ...changes },
});

export const own = (userId: number): Visible => ({ kind: 'own', userId: userId as UserId });

/** Columns that SQL can count under, by what lists are called. */
export const KEYS = {
  movie: "case when i.media_type = 'movie' and not i.is_placeholder then i.full_title || ' ' || i.year end",
  show: "case when i.media_type = 'episode' and not i.is_placeholder then i.grandparent_title end",
  album:
    "case when i.media_type = 'track' and not i.is_placeholder then i.parent_title || ' by ' || i.grandparent_title end",
  person: 'p.user_id::text',
  platform: 'd.platform',
  player: 'd.title',
  product: 'd.product',
  library: 'p.library_id::text',
  sourceResolution: 'case when not s.is_placeholder then s.source_video_full_resolution end',
  videoCodec: 'case when not s.is_placeholder then s.source_video_codec end',
  audioCodec: "case when not s.is_placeholder then coalesce(s.source_audio_codec, '-') end",
  decision: "coalesce(s.decision, '-')",
  reason: `case s.decision when 'direct play' then 'none' when 'copy' then 'container' when 'transcode' then 'subtitles' else '-' end`,
  location: "coalesce(p.location, '-')",
} as const;

export interface Counted {
  readonly key: string;
  readonly plays: number;
  readonly watched: number;
  readonly finished: number;
  readonly people: number;
}

const FINISHED = `(p.is_live or (i.media_type in ('movie', 'episode', 'track') and p.duration_ms is not null
  and p.view_offset_ms >= least(p.duration_ms * 0.85, coalesce(i.credits_first_ms, 1e12))))`;

/** What plays come to by a key of the first play of each viewing, counted row by row. */
export async function countBy(
  { pool }: TestDatabase,
  key: string,
  {
    from,
    until,
    where = 'true',
    unit = 'p.watch_group_id',
  }: { from: string; until: string; where?: string; unit?: string },
): Promise<Counted[]> {
  const { rows } = await pool.query<Counted>(
    `with chosen as (
       select p.id, ${unit} as viewing, p.user_id, p.watched_ms, ${FINISHED} as finished, ${key} as key
       from plays p join item_snapshots i on i.id = p.item_snapshot_id join stream_snapshots s on s.id = p.stream_snapshot_id
         join players d on d.id = p.player_id
       where p.started_at >= $1 and p.started_at < $2 and p.anomalies is null and ${where}),
     viewings as (
       select (array_agg(key order by id))[1] as key, min(user_id) as user_id, sum(watched_ms) as watched_ms, bool_or(finished) as finished
       from chosen group by viewing)
     select key, count(*)::int as plays, sum(watched_ms)::float8 as watched, count(*) filter (where finished)::int as finished,
       count(distinct user_id)::int as people
     from viewings where key is not null group by key order by key`,
    [from, until],
  );
  return rows;
}
