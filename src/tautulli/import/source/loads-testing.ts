import { type Load, rowTextSql } from './load.ts';
import { epochSeconds, integer, ratingKey, text } from './normalise.ts';

const history: Load = {
  table: 'session_history',
  stages: [
    {
      name: 'plays',
      columns: { id: 'bigint', started: 'timestamptz', rating_key: 'text', user: 'text', view_offset: 'bigint' },
    },
  ],
  begin({ emit, issue, columns }) {
    let id: number | null = null;
    const note = (kind: string): void => issue(kind, { id });
    return {
      row(row) {
        if (row.user === 'crash') setImmediate(() => process.exit(3));
        if (row.user === 'mistake') throw new TypeError('the load has a mistake');
        id = integer(row.id, note);
        emit('plays', [
          id,
          epochSeconds(row.started, note),
          ratingKey(row.rating_key, note),
          text(row.user),
          typeof row.view_offset === 'bigint' ? row.view_offset : integer(row.view_offset, note),
        ]);
      },
      end() {
        if (columns.size === 0) issue('no_history', { id: null });
      },
    };
  },
};

/** Equal descriptions once, as the real loads do it. */
const metadata: Load = {
  table: 'session_history_metadata',
  stages: [
    { name: 'links', columns: { id: 'bigint', item: 'bigint' } },
    { name: 'items', columns: { item: 'bigint', title: 'text' } },
  ],
  select: (columns) => `id, ${rowTextSql([...columns].filter((column) => column !== 'id'))} AS content`,
  begin({ emit, fetchRow }) {
    const items = new Map<string, number>();
    return {
      row(row) {
        const content = text(row.content) ?? '';
        let item = items.get(content);
        if (item === undefined) {
          item = items.size + 1;
          items.set(content, item);
          emit('items', [item, text(fetchRow(Number(row.id))?.title)]);
        }
        emit('links', [Number(row.id), item]);
      },
    };
  },
};

const absent: Load = {
  table: 'newsletters',
  stages: [{ name: 'newsletters', columns: { id: 'bigint' } }],
  begin: ({ emit }) => ({ row: (row) => emit('newsletters', [Number(row.id)]) }),
};

/** Loads for the tests of reading. */
export const LOADS: readonly Load[] = [history, metadata, absent];
