import { z } from 'zod';
import { asRecorded } from '../../legacy-rows/column.ts';
import type { Issues, RawRow, SqlValue } from '../source/load.ts';
import { json, text } from '../source/normalise.ts';

const Info = z.record(z.string(), z.unknown());
const Names = z.array(z.string());

/** A JSON value as a column would hold it: lists of names with semicolons, switches as 0 or 1; objects say nothing here. */
function columnOf(value: unknown): SqlValue {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return Names.safeParse(value).data?.join(';') ?? null;
}

/**
 * A row of running streams with what its description in JSON (`raw_stream_info`) says besides: columns that the table
 * does not have, and those that it left blank.
 */
export function withStreamInfo(row: RawRow, issue: Issues): RawRow {
  const id = asRecorded(row.id ?? null);
  const read = json(row.raw_stream_info, (kind) => issue(kind, { id, detail: 'raw_stream_info' }));
  const info = Info.safeParse(read).data ?? {};
  const whole: Record<string, SqlValue> = { ...row };
  for (const [name, value] of Object.entries(info)) {
    const column = columnOf(value);
    if (text(row[name]) === null && column !== null && column !== '') whole[name] = column;
  }
  return whole;
}
