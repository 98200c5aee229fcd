import type { Load } from '../source/load.ts';

/** Tables that are only counted, so that the report says of their rows too what became of them. */
const leftBehind = (table: string, reason: string): Load => ({
  table,
  stages: [],
  select: () => '"id"',
  begin: ({ issue }) => ({
    row({ id = null }) {
      issue(reason, { id: id === null ? null : String(id) });
    },
  }),
});

export const LEFT_BEHIND_LOADS: readonly Load[] = [leftBehind('poster_urls', 'poster_without_hash')];
