/** What stands on Now below the live streams, made of the pretend history. */
import type { LibrariesPage } from '#contract/libraries.ts';
import type { LiveRows } from '#contract/live.ts';
import type { Concurrency, HomeCards, ShownPlayView } from '#contract/statistics.ts';
import type { PastPlay } from './history.ts';

const shownOf = ({ row }: PastPlay): ShownPlayView => ({
  playId: row.playId,
  startedAt: row.startedAt,
  user: { id: row.user.id, name: row.user.name },
  player: { title: row.player.title, platform: row.player.platform },
  library: null,
  serverId: row.server.id,
  item: row.item,
});

interface Pile {
  readonly title: string;
  readonly plays: PastPlay[];
}

function piles(plays: readonly PastPlay[], titleOf: (play: PastPlay) => string | null): Pile[] {
  const found = new Map<string, PastPlay[]>();
  for (const play of plays) {
    const title = titleOf(play);
    if (title !== null) found.set(title, [...(found.get(title) ?? []), play]);
  }
  return [...found].map(([title, list]) => ({ title, plays: list })).sort((a, b) => b.plays.length - a.plays.length);
}

const lines = (found: readonly Pile[]) =>
  found.slice(0, 10).flatMap(({ title, plays }) => {
    const [first] = plays;
    const watchedMs = plays.reduce((sum, { row }) => sum + row.watchedMs, 0);
    return first ? [{ title, plays: plays.length, watchedMs, people: null, shown: shownOf(first) }] : [];
  });

/** Four of the cards. */
export const homeCards = (plays: readonly PastPlay[]): HomeCards => ({
  cards: [
    {
      kind: 'ranking',
      name: 'top_movies',
      lines: lines(piles(plays, ({ row }) => (row.item.mediaType === 'movie' ? row.item.title : null))),
    },
    {
      kind: 'ranking',
      name: 'top_tv',
      lines: lines(piles(plays, ({ row }) => (row.item.mediaType === 'episode' ? row.item.grandparentTitle : null))),
    },
    { kind: 'ranking', name: 'top_users', lines: lines(piles(plays, ({ row }) => row.user.name)) },
    { kind: 'ranking', name: 'top_platforms', lines: lines(piles(plays, ({ row }) => row.player.platform)) },
  ],
});

/** One day with four streams at the same time. */
export const concurrency = (now: number): Concurrency => ({
  from: new Date(now).toISOString(),
  until: new Date(now).toISOString(),
  days: [new Date(now).toISOString().slice(0, 10)],
  all: [4],
  byDecision: [],
});

/** A library of films. */
export const libraries = (): LibrariesPage => ({
  total: 1,
  found: 1,
  rows: [
    {
      id: 1,
      serverId: 1,
      sectionId: 1,
      name: 'Films',
      type: 'movie',
      thumb: null,
      art: null,
      isActive: true,
      keepsHistory: true,
      isDeleted: false,
      items: 1204,
      parents: null,
      children: null,
      plays: 10,
      groups: 9,
      watchedMs: 1,
      lastPlayedAt: null,
      lastPlay: null,
    },
  ],
});

/** The items of the history as if they had just been added. */
export function recentlyAdded(plays: readonly PastPlay[], now: number): LiveRows {
  const items = [...new Map(plays.map(({ row: { item } }) => [item.id, item])).values()].slice(0, 20);
  return {
    rows: items.map((item, index) => ({
      ratingKey: item.ratingKey,
      mediaType: item.mediaType,
      title: item.title,
      parentTitle: item.parentTitle,
      grandparentTitle: item.grandparentTitle,
      year: item.year,
      mediaIndex: item.mediaIndex,
      parentMediaIndex: item.parentMediaIndex,
      durationMs: item.durationMs,
      summary: null,
      addedAt: new Date(now - (index + 1) * 3 * 3_600_000).toISOString(),
      thumb: item.poster,
      childCount: null,
      originallyAvailableAt: null,
      sectionId: 1,
    })),
  };
}
