import type { TableStatistics } from './source/protocol.ts';
import type { IssueReport } from './types.ts';

interface Meaning {
  readonly text: string;
  readonly effect: IssueReport['effect'];
}

/** What an issue means to the person, and what was done about it (migration notes 2, 3). */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  unreadable_rows: { text: 'rows on damaged pages could not be read', effect: 'skipped' },
  unreadable_description: { text: 'descriptions on damaged pages could not be read', effect: 'kept' },
  nul_bytes: { text: 'NUL characters were taken out of texts', effect: 'changed' },
  invalid_text: { text: 'invalid UTF-8 was replaced in texts', effect: 'changed' },
  unfit_value: { text: 'values that do not fit their column were left out', effect: 'changed' },
  does_not_fit: { text: 'values that do not fit their column; they are kept beside', effect: 'kept' },
  id_too_large: { text: 'rows whose id is negative or larger than two billion', effect: 'skipped' },
  no_stop: { text: 'plays without an end, flagged', effect: 'kept' },
  negative_length: { text: 'plays that end before they begin, flagged', effect: 'kept' },
  pause_exceeds_length: { text: 'plays that paused longer than they lasted, flagged', effect: 'kept' },
  impossible_time: { text: 'times outside of what can be, flagged', effect: 'kept' },
  milliseconds: { text: 'times in milliseconds were taken as such', effect: 'changed' },
  user_missing: { text: 'plays without a user belong to Local', effect: 'changed' },
  platform_corrected: { text: 'the platform is spelt as later releases do', effect: 'changed' },
  not_an_address: { text: 'addresses that are none; the text is kept beside', effect: 'kept' },
  user_without_id: { text: 'people without a Plex id', effect: 'skipped' },
  duplicate_user: { text: 'people that are listed twice; the first row counts', effect: 'skipped' },
  friendly_name_is_username: { text: 'friendly names that only repeat the user name', effect: 'changed' },
  library_without_id: { text: 'libraries without a number', effect: 'skipped' },
  library_without_server: { text: 'libraries without a server belong to this one', effect: 'changed' },
  duplicate_library: { text: 'libraries that are listed twice; the first row counts', effect: 'skipped' },
  row_without_id: { text: 'rows without an id', effect: 'skipped' },
  empty_log_row: { text: 'empty log rows', effect: 'skipped' },
  agent_without_service: { text: 'agents whose service no longer exists stay paused', effect: 'kept' },
  agent_renamed: { text: 'agents carry the name that later releases gave them', effect: 'changed' },
  invalid_json: { text: 'settings or answers that are no JSON', effect: 'changed' },
  cron_weekdays: { text: 'schedules with lists of weekdays: check their days', effect: 'kept' },
  duplicate_uuid: { text: 'newsletters with an identifier that is taken keep no identifier', effect: 'changed' },
  item_without_key: { text: 'rows that name no item', effect: 'skipped' },
  incomplete_row: { text: 'rows that miss what they are about', effect: 'skipped' },
  duplicate_key: { text: 'rows of a key that is there already; the first counts', effect: 'skipped' },
  export_unfinished: { text: 'exports that were running count as failed', effect: 'changed' },
  watched_here: { text: 'running streams of a server whose streams are watched here already', effect: 'skipped' },
  repeated_stream: { text: 'running streams whose session key a newer row has, too', effect: 'skipped' },
  poster_without_hash: { text: 'uploaded posters that nothing here could find again', effect: 'skipped' },
  image_of_the_internet: { text: 'image addresses that never worked', effect: 'skipped' },
  references: { text: 'references to a play that is not there were repaired', effect: 'changed' },
  missing_users: { text: 'people that are gone were made again, as deleted ones', effect: 'changed' },
  missing_libraries: { text: 'libraries that are gone were made again, as deleted ones', effect: 'changed' },
  missing_items: { text: 'plays without a description of the item have a blank one', effect: 'kept' },
  missing_streams: { text: 'plays without a description of the stream have a blank one', effect: 'kept' },
  orphans: { text: 'descriptions whose play is gone', effect: 'skipped' },
};

export function issueOf(table: string, kind: string, count: number, examples: readonly string[]): IssueReport {
  const { text, effect } = MEANINGS[kind] ?? { text: kind.replaceAll('_', ' '), effect: 'changed' };
  return { table, kind, text, effect, count, examples };
}

/** The issues that were met while reading. */
export const readingIssues = (statistics: readonly TableStatistics[]): IssueReport[] =>
  statistics.flatMap(({ table, issues, rowsUnreadable }) =>
    Object.entries(issues).map(([kind, { count, examples }]) =>
      issueOf(
        table,
        kind,
        // Damage is noted once for each hole; what counts is how many rows were in it.
        kind === 'unreadable_rows' ? rowsUnreadable : count,
        examples.map(({ id, detail }) => (detail === undefined ? `row ${id}` : `row ${id}: ${detail}`)),
      ),
    ),
  );
