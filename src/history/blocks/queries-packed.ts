/** How the columns of plays are made of what is stored, as SQL in terms of `plays p` and the tables beside it. */
import { type ColumnName, DELIVERIES, FRACTION, NO_STOP, ORIGIN_S, TRAITS, UNKNOWN } from './columns.ts';

const LAST_ID = 2_147_483_647;
const HASH_BITS = 4_503_599_627_370_495;

/** The tables a column is made of, beside `plays p`. */
export const JOINS = {
  item: 'join item_snapshots i on i.id = p.item_snapshot_id',
  stream: 'join stream_snapshots s on s.id = p.stream_snapshot_id',
  player: 'join players d on d.id = p.player_id',
} as const;

/** A text as it was: unknown is empty unless the import found null, and null stays apart from everything else. */
const asItWas = (table: string, legacy: string, typed: string): string =>
  `(case when ${table}.imported_values ? '${legacy}' then ${table}.imported_values ->> '${legacy}' else coalesce(${table}.${typed}::text, '') end)`;

/** A number for a text and the number of another one; null is no text. */
const hashOf = (text: string, seed = '0'): string => `hashtextextended(coalesce('=' || ${text}, ''), ${seed})`;

/** The number that stands for an address in `addresses`. */
export const addressNumber = (address: string): string =>
  `(hashtextextended(host(${address}), 0) & ${HASH_BITS})::float8`;

const TITLE = {
  movie: hashOf(asItWas('i', 'full_title', 'full_title'), hashOf(asItWas('i', 'year', 'year'))),
  episode: hashOf(asItWas('i', 'grandparent_title', 'grandparent_title')),
  track: hashOf(
    asItWas('i', 'original_title', 'original_title'),
    hashOf(asItWas('i', 'grandparent_title', 'grandparent_title')),
  ),
};

const ALBUM = hashOf('i.parent_title', hashOf('i.grandparent_title'));

/** Seconds since 2000, kept within 32 bits: imports know impossible times. */
const seconds = (column: string): string =>
  `least(greatest(floor(date_part('epoch', p.${column}) - ${ORIGIN_S}), ${NO_STOP + 1}), ${LAST_ID})::int`;

const fraction = (column: string): string => `mod(extract(milliseconds from p.${column})::int, ${FRACTION})`;

const codes = (column: string, words: readonly string[]): string =>
  `(case ${column} ${words.map((word, index) => `when '${word}' then ${index + 1}`).join(' ')} else 0 end)`;

const flag = (condition: string, value: number): string => `(case when ${condition} then ${value} else 0 end)`;

const SOURCE_RESOLUTION = asItWas('s', 'video_full_resolution', 'source_video_full_resolution');
/** Of the picture. Old plays say it in one place only, and our column has it then. */
const VIDEO_DECISION = `coalesce(s.imported_values ->> 'video_decision', s.video_decision)`;

/**
 * The resolution that was delivered (API notes 11): as it was said; where it was not, which is so in old plays, what the
 * height of a transcoded picture is called, or the resolution of the file.
 */
const DELIVERED_RESOLUTION = `coalesce(s.imported_values ->> 'stream_video_full_resolution', s.delivered_video_full_resolution,
  case when ${VIDEO_DECISION} = 'transcode' then case when s.transcode_height <= 360 then 'SD'
    when s.transcode_height <= 480 then '480' when s.transcode_height <= 576 then '576'
    when s.transcode_height <= 720 then '720' when s.transcode_height <= 1080 then '1080'
    when s.transcode_height <= 1440 then 'QHD' when s.transcode_height <= 2160 then '4k' else 'unknown' end
  else ${SOURCE_RESOLUTION} end)`;

/** What resolutions are called, in terms of `stream_snapshots s`. */
export const RESOLUTIONS = {
  sourceResolutions: SOURCE_RESOLUTION,
  deliveredResolutions: DELIVERED_RESOLUTION,
} as const;
export type ResolutionColumn = keyof typeof RESOLUTIONS;

interface Packed {
  readonly needs: readonly (keyof typeof JOINS)[];
  /** The bytes of one play. */
  readonly bytes: string;
}

const int = (value: string, needs: Packed['needs'] = []): Packed => ({ needs, bytes: `int4send(${value})` });

const PACKED: Readonly<Record<ColumnName, Packed>> = {
  ids: int('p.id'),
  watchGroups: int('p.watch_group_id'),
  users: int('p.user_id'),
  libraries: int('coalesce(p.library_id, 0)'),
  startedS: int(seconds('started_at')),
  stoppedS: int(`case when 'no_stop' = any(p.anomalies) then ${NO_STOP} else ${seconds('stopped_at')} end`),
  watchedMs: { needs: [], bytes: 'float8send(p.watched_ms::float8)' },
  traits: {
    needs: ['item', 'stream'],
    bytes: `int2send((${codes('i.media_type', TRAITS.mediaTypes)} + ${flag('p.is_live', TRAITS.live)}
      + ${flag('not i.is_placeholder', TRAITS.described)} + ${flag('not s.is_placeholder', TRAITS.streamDescribed)}
      + ${codes('s.decision', TRAITS.decisions)} * ${TRAITS.decisionFactor})::int2)`,
  },
  titles: {
    needs: ['item'],
    bytes: `float8send((case i.media_type when 'movie' then ${TITLE.movie} when 'episode' then ${TITLE.episode}
      when 'track' then ${TITLE.track} else 0 end & ${HASH_BITS})::float8)`,
  },
  platforms: int(`hashtext(coalesce('=' || ${asItWas('d', 'platform', 'platform')}, ''))`, ['player']),
  sourceResolutions: int(`hashtext(coalesce('=' || ${RESOLUTIONS.sourceResolutions}, ''))`, ['stream']),
  deliveredResolutions: int(`hashtext(coalesce('=' || ${RESOLUTIONS.deliveredResolutions}, ''))`, ['stream']),
  items: int('p.item_snapshot_id'),
  players: int('p.player_id'),
  addresses: {
    needs: [],
    bytes: `float8send(coalesce(${addressNumber('p.ip_address')}, 0))`,
  },
  offsetsMs: int(`coalesce(p.view_offset_ms, ${UNKNOWN})`),
  lengthsMs: int(`coalesce(p.duration_ms, ${UNKNOWN})`),
  pausedMs: { needs: [], bytes: 'float8send(p.paused_ms::float8)' },
  fractions: int(`${fraction('started_at')} * ${FRACTION} + ${fraction('stopped_at')}`),
  deliveries: int(
    `${flag(`s.video_decision = 'transcode'`, DELIVERIES.video)} + ${flag(`s.audio_decision = 'transcode'`, DELIVERIES.audio)}
      + ${flag(`s.subtitle_decision = 'burn'`, DELIVERIES.subtitles)}
      + ${codes('p.location', DELIVERIES.locations)} * ${DELIVERIES.locationFactor}`,
    ['stream'],
  ),
  bandwidths: int(`coalesce(p.bandwidth_kbps, ${UNKNOWN})`),
  videoCodecs: int(`hashtext(coalesce('=' || s.source_video_codec, ''))`, ['stream']),
  audioCodecs: int(`hashtext(coalesce('=' || s.source_audio_codec, ''))`, ['stream']),
  albums: {
    needs: ['item'],
    bytes: `float8send((case i.media_type when 'track' then ${ALBUM} else 0 end & ${HASH_BITS})::float8)`,
  },
  creditsFirstMs: int(`least(coalesce(i.credits_first_ms, 0), ${LAST_ID})::int`, ['item']),
  creditsFinalMs: int(`least(coalesce(i.credits_final_ms, 0), ${LAST_ID})::int`, ['item']),
};

/** The bytes of these columns of all plays. */
export const packs = (names: readonly ColumnName[]): string =>
  names.map((name) => `string_agg(${PACKED[name].bytes}, ''::bytea order by p.id)`).join(', ');

/** The tables that `packs` looks at beside `plays p`. */
export const joins = (names: readonly ColumnName[]): string =>
  Object.entries(JOINS)
    .flatMap(([key, join]) => (names.some((name) => PACKED[name].needs.some((need) => need === key)) ? [join] : []))
    .join(' ');
