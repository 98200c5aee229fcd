/** What is done with plays of the pretend server: deleted, brought back, given to somebody else; and views. */
import type { FilterChoices, HistoryQuery, HistoryShows } from '#contract/history.ts';
import { SavedView, SavedViewBody } from '#contract/views.ts';
import { USERS } from './catalogue.ts';
import { matches, type PastPlay } from './history.ts';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: HistoryQuery;
  readonly body: unknown;
}

const unique = (values: readonly (string | null)[]): string[] =>
  [...new Set(values.filter((value) => value !== null))].sort();

function choices(plays: readonly PastPlay[]): FilterChoices {
  const rows = plays.map(({ row }) => row);
  return {
    people: USERS.map(({ id, name }) => ({ id, name })),
    libraries: [{ id: 1, name: 'Films', type: 'movie' }],
    servers: [{ id: 1, name: 'Attic' }],
    platforms: unique(rows.map(({ player }) => player.platform)),
    products: unique(rows.map(({ player }) => player.product)),
    players: unique(rows.map(({ player }) => player.title)),
    resolutions: unique(rows.map(({ resolution }) => resolution)),
  };
}

const titleOf = ({ row: { item } }: PastPlay): string => item.grandparentTitle ?? item.fullTitle;

function shows(plays: readonly PastPlay[], query: HistoryQuery): HistoryShows {
  const groups = [
    ...Map.groupBy(
      plays.filter((play) => matches(play, query)),
      titleOf,
    ).values(),
  ];
  const rows = groups.slice(0, query.limit).flatMap((some) => {
    const [first] = some;
    if (!first) return [];
    const watchedMs = some.reduce((sum, { row }) => sum + row.watchedMs, 0);
    const people = new Set(some.map(({ row }) => row.user.id)).size;
    return [{ latest: first.row, plays: some.length, groups: some.length, people, watchedMs }];
  });
  return { total: groups.length, rows };
}

/** The plays a body means; in the pretend history a viewing has the number of its play. */
function meant(plays: readonly PastPlay[], body: unknown): PastPlay[] {
  const { playIds, groupIds, filter } = (body ?? {}) as Record<string, number[] | undefined>;
  const ids = playIds ?? groupIds;
  if (ids === undefined) return filter === undefined ? [] : [...plays];
  return plays.filter(({ row }) => ids.includes(row.playId));
}

/** A history that can be changed. Answers undefined for what it does not know. */
export function changeable(plays: PastPlay[]) {
  const bin = new Map<string, PastPlay[]>();
  const views: SavedView[] = [];
  const put = (next: readonly PastPlay[]): void => {
    plays.splice(0, plays.length, ...next);
  };
  const known: Record<string, (asked: Asked) => unknown> = {
    'GET /history/choices': () => choices(plays),
    'GET /history/shows': ({ query }) => shows(plays, query),
    'GET /history/trash': () => ({ total: 0, rows: [] }),
    'GET /history/items': () => ({ items: [] }),
    'POST /history/delete': ({ body }) => {
      const gone = meant(plays, body);
      const deletion = `00000000-0000-4000-8000-${String(bin.size).padStart(12, '0')}`;
      bin.set(deletion, [...plays]);
      put(plays.filter((play) => !gone.includes(play)));
      return { deletion, plays: gone.length };
    },
    'POST /history/restore': ({ body }) => {
      const before = bin.get((body as { deletion: string }).deletion);
      const count = before === undefined ? 0 : before.length - plays.length;
      if (before !== undefined) put(before);
      return { plays: count };
    },
    'POST /history/reassign': ({ body }) => {
      const user = USERS.find(({ id }) => id === (body as { userId: number }).userId);
      const moved = meant(plays, body);
      const before = [...Map.groupBy(moved, ({ row }) => row.user.id)].map(([id, some]) => ({
        id,
        playIds: some.map(({ row }) => row.playId),
      }));
      if (user) put(plays.map((play) => (moved.includes(play) ? { ...play, row: { ...play.row, user } } : play)));
      return { plays: moved.length, before };
    },
    'GET /views': () => ({ views }),
    'POST /views': ({ body }) => {
      const view = SavedView.parse({ id: views.length + 1, ...SavedViewBody.parse(body) });
      views.push(view);
      return view;
    },
  };
  return ({ method, path, ...asked }: Asked): unknown => known[`${method} ${path}`]?.({ method, path, ...asked });
}
