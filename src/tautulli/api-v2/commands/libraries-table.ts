/** The table of libraries, from all of them and their totals. Pure. */
import type { LibraryRow } from '#catalogue/libraries.ts';
import type { LibraryId } from '#contract/ids.ts';
import type { Totals } from '#statistics/watch-time-tables.ts';
import type { Json } from '../json.ts';
import type { ParamValues } from '../params.ts';
import { readTable, type tableParams } from '../table.ts';
import { pageOfRows, type RowRules } from '../table-rows.ts';
import { epochSeconds, latestColumns, pick, secondsOf } from './items-presented.ts';
import { libraryRow } from './libraries-presented.ts';
import { BROKEN_TABLE, tableAnswer } from './list-query.ts';

type Row = Readonly<Record<string, Json>>;

const COUNTS = ['count', 'parent_count', 'child_count'];

const RULES: RowRules<Row> = {
  sortable: ['section_name', 'section_type', ...COUNTS, 'last_accessed', 'last_played', 'plays', 'duration'],
  searchable: ['section_name', 'section_type', ...COUNTS, 'last_played'],
  cell: (row, column) => {
    const value = row[column];
    return typeof value === 'string' || typeof value === 'number' ? value : null;
  },
};

export interface LibrariesTableInput {
  readonly libraries: readonly LibraryRow[];
  readonly totals: ReadonlyMap<LibraryId | null, Totals>;
  readonly isGrouped: boolean;
}

/** The answer of `get_libraries_table` (API notes 6 and 12). */
export function librariesTable(params: ParamValues<ReturnType<typeof tableParams>>, input: LibrariesTableInput): Json {
  const request = readTable(params);
  if (request === null) return BROKEN_TABLE;
  const rows = input.libraries
    .filter(({ isDeleted }) => !isDeleted)
    .map((library) => tableRow(library, input.totals.get(library.id), input.isGrouped));
  return tableAnswer({ total: input.libraries.length, ...pageOfRows(rows, request, RULES) }, request, (row) => row);
}

const NAMES = [
  'row_id',
  'server_id',
  'section_id',
  'section_name',
  'section_type',
  ...COUNTS,
  'library_thumb',
  'library_art',
  'do_notify',
  'do_notify_created',
  'keep_history',
  'is_active',
];

function tableRow(library: LibraryRow, totals: Totals | undefined, isGrouped: boolean): Row {
  const row = libraryRow(library);
  const {
    ip_address: _ip,
    platform: _os,
    player: _player,
    transcode_decision: _how,
    ...latest
  } = latestColumns(totals?.latest);
  return {
    ...pick(row, NAMES),
    plays: (isGrouped ? totals?.groups : totals?.plays) ?? 0,
    duration: secondsOf(totals?.watchedMs ?? 0),
    last_accessed: epochSeconds(totals?.lastStartedAt ?? null),
    ...latest,
  };
}
