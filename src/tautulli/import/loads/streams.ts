import { digest } from '#history/digest.ts';
import { streamColumns } from '#history/fact-columns.ts';
import { NO_STREAM } from '#plex/no-facts.ts';
import { asRecorded, isSame, parseRow, renderColumn } from '../../legacy-rows/column.ts';
import { SAME_AS, STREAM_COLUMNS } from '../../legacy-rows/stream-columns.ts';
import type { Issues, Load, RawRow } from '../source/load.ts';
import { integer, rawText, text } from '../source/normalise.ts';
import { createNumbering, selectDescribed } from './describe.ts';
import { healStream } from './heal-stream.ts';
import { streamColumnsOf } from './model-columns.ts';
import { copyValue, jsonOrNull, stage } from './stage.ts';

const EMPTY = streamColumns(NO_STREAM);
const COLUMNS = [...new Set([...Object.keys(EMPTY), ...STREAM_COLUMNS.map((column) => column.ours), 'importedValues'])];

/** Distinct descriptions of streams. */
export const STREAM_STAGE = stage('streams', { no: 'integer', hash: 'bytea' }, streamColumnsOf(COLUMNS));

/** Which description a play has. `duration_ms` is the file's, which differs from the item's now and then. */
export const STREAM_OF_PLAY_STAGE = stage('stream_of_play', {
  id: 'bigint',
  no: 'integer',
  rating_key: 'text',
  duration_ms: 'bigint',
  kept: 'jsonb',
});

const APART = ['id', 'rating_key', 'duration'];
/** Belongs to the stream's description, stands with the play: came with the same release as the stream columns. */
const QUALITY = `(select "quality_profile" from "session_history" h where h."id" = "session_history_media_info"."id")`;
/** Lengths of plays are 32 bits here: 24 days. */
const MAX_INTEGER = 2_147_483_647;
const silent = (): void => undefined;

/** `session_history_media_info`: how it was streamed. */
export const streamsLoad: Load = {
  table: 'session_history_media_info',
  stages: [STREAM_STAGE, STREAM_OF_PLAY_STAGE],
  select: (columns) => {
    const described = selectDescribed(columns, APART);
    return columns.has('stream_container') ? `${described}, ${QUALITY} as "quality"` : described;
  },
  begin({ emit, issue, fetchRow, columns }) {
    const numbering = createNumbering();
    return {
      row(row) {
        const id = Number(row.id);
        const { no, isNew } = numbering.number(`${rawText(row.description)}\u001f${rawText(row.quality)}`);
        if (isNew) {
          const whole = fetchRow(id);
          if (whole !== null)
            emit(STREAM_STAGE.name, [no, ...describeStream(whole, columns, text(row.quality), issue)]);
        }
        const { duration: raw = null } = row;
        const duration = integer(raw, silent);
        const fits = duration !== null && Math.abs(duration) <= MAX_INTEGER;
        if (!fits && text(raw) !== null) issue('does_not_fit', { id, detail: `duration: ${rawText(raw)}` });
        const kept = fits || text(raw) === null ? null : { json: { 'media_info.duration': asRecorded(raw) } };
        emit(STREAM_OF_PLAY_STAGE.name, [id, no, text(row.rating_key), fits ? duration : null, kept]);
      },
    };
  },
};

/** hash and the snapshot's columns of a media info row. */
export function describeStream(
  raw: RawRow,
  present: ReadonlySet<string>,
  qualityProfile: string | null,
  issue: Issues,
) {
  const row = standIn(healStream(raw, present));
  const { values, imported, unfit } = parseRow(STREAM_COLUMNS, row, 'blank_is_null');
  for (const detail of unfit) issue('does_not_fit', { id: asRecorded(raw.id ?? null), detail });
  const parsed = Object.fromEntries(STREAM_COLUMNS.map((column, index) => [column.ours, values[index] ?? null]));
  const kept = repeatedDifferences(raw, parsed, imported);
  const columns: Readonly<Record<string, unknown>> = {
    ...EMPTY,
    isSourceKnown: true,
    ...parsed,
    qualityProfile,
    importedValues: kept,
  };
  const apart = Object.fromEntries(Object.entries(columns).filter(([key, value]) => key in EMPTY || value !== null));
  return [
    digest(apart),
    ...COLUMNS.map((key) => (key === 'importedValues' ? jsonOrNull(kept) : copyValue(columns[key]))),
  ];
}

/** Where only the older of two columns that say the same is filled, it speaks for both. */
function standIn(row: RawRow): RawRow {
  let filled: Record<string, RawRow[string]> | null = null;
  for (const [older, newer] of Object.entries(SAME_AS)) {
    if (text(row[newer]) === null && text(row[older]) !== null) {
      filled ??= { ...row };
      filled[newer] = row[older] ?? null;
    }
  }
  return filled ?? row;
}

/** Keeps what the repeated columns say where they differ from the column they are rendered from. */
function repeatedDifferences(
  raw: RawRow,
  parsed: Readonly<Record<string, unknown>>,
  imported: Record<string, unknown> | null,
): Record<string, unknown> | null {
  let kept = imported;
  for (const [older, newer] of Object.entries(SAME_AS)) {
    const column = STREAM_COLUMNS.find((one) => one.column === newer);
    if (column === undefined) continue;
    const rendered = renderColumn(column, parsed[column.ours]);
    for (const name of [older, newer]) {
      const value = raw[name];
      if (value === undefined || isSame(rendered, value, 'blank_is_null')) continue;
      kept = { ...kept, [name]: asRecorded(value) };
    }
  }
  return kept;
}
