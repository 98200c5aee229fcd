/** The cards of the home page (API notes 10). */
import { z } from 'zod';
import { libraryIdOf } from '#catalogue/libraries.ts';
import { mainServer } from '#catalogue/main-server.ts';
import { STATISTIC_CARDS } from '#contract/enums.ts';
import { type Card, type CardName, type HomeQuery, homeCards } from '#statistics/home-cards.ts';
import { spanOf } from '#statistics/home-span.ts';
import { windowHoldsUntil } from '#statistics/lasting.ts';
import { userIdOf } from '#users/people.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import type { Json, JsonObject } from '../json.ts';
import { lastSent } from '../params.ts';
import { lastWatchedRow, peakRow, rankingRow } from './home-rows.ts';

const TITLES: Readonly<Record<CardName, string>> = {
  top_movies: 'Most Watched Movies',
  popular_movies: 'Most Popular Movies',
  top_tv: 'Most Watched TV Shows',
  popular_tv: 'Most Popular TV Shows',
  top_music: 'Most Played Artists',
  popular_music: 'Most Popular Artists',
  last_watched: 'Recently Watched',
  top_libraries: 'Most Active Libraries',
  top_users: 'Most Active Users',
  top_platforms: 'Most Active Platforms',
  most_concurrent: 'Most Concurrent Streams',
};

function rowsOf(card: Card): JsonObject[] {
  switch (card.kind) {
    case 'ranking':
      return card.lines.map((line) => rankingRow(card.name, line));
    case 'last_watched':
      return card.plays.map(lastWatchedRow);
    case 'most_concurrent':
      return card.peaks.flatMap(peakRow);
  }
}

/** Only cards ordered by one value say by which. */
const presented = (card: Card, by: HomeQuery['by']): JsonObject => ({
  stat_id: card.name,
  ...(card.name.startsWith('top_') ? { stat_type: by === 'plays' ? 'total_plays' : 'total_duration' } : {}),
  stat_title: TITLES[card.name],
  rows: rowsOf(card),
});

const isCard = (name: string): name is CardName => STATISTIC_CARDS.some((card) => card === name);

interface Filters {
  readonly user_id?: number | null | undefined;
  readonly section_id?: number | null | undefined;
}

/** A number that nobody has, and a text that is none, match nothing; an empty text is no filter. */
async function filtersOf({ user_id, section_id }: Filters, { db, sent }: CommandContext) {
  const isAsked = (name: keyof Filters): boolean => (lastSent(sent, name) ?? '') !== '';
  const user = user_id == null ? null : await userIdOf(db, user_id);
  const library = section_id == null ? null : await libraryIdOf(db, await mainServer(db), section_id);
  return {
    ...(isAsked('user_id') ? { userIds: user === null ? [] : [user] } : {}),
    ...(isAsked('section_id') ? { libraryIds: library === null ? [] : [library] } : {}),
  };
}

/** A calendar day; any other text is as good as none. */
const isDay = (text: string | undefined): text is string => text !== undefined && z.iso.date().safeParse(text).success;

export const homeStatsCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_home_stats',
    summary: 'The cards of most played, most active and last watched',
    params: {
      grouping: { kind: 'boolean' },
      time_range: { kind: 'integer', default: 30 },
      stats_type: { kind: 'text', default: 'plays' },
      stats_start: { kind: 'integer', default: 0 },
      stats_count: { kind: 'integer', default: 10 },
      stat_id: { kind: 'text', default: '' },
      section_id: { kind: 'id' },
      user_id: { kind: 'id' },
      before: { kind: 'text' },
      after: { kind: 'text' },
    },
    madeOf: 'records',
    async handle(params, context) {
      const { stat_id } = params;
      if (stat_id !== '' && !isCard(stat_id)) return [];
      const by = params.stats_type === 'duration' || params.stats_type === '1' ? 'watchedMs' : 'plays';
      const now = context.now();
      const days = {
        ...(isDay(params.after) ? { firstDay: params.after } : {}),
        ...(isDay(params.before) ? { lastDay: params.before } : {}),
      };
      const span = spanOf({ now, timeZone: context.timeZone, days: params.time_range, ...days });
      const { cards, firstEndS } = await homeCards(
        context.db,
        {
          cards: stat_id === '' ? context.settings.homeStatsCards : [stat_id].filter(isCard),
          span,
          unit: (params.grouping ?? context.settings.groupHistory) ? 'group' : 'play',
          by,
          ...(await filtersOf(params, context)),
          skip: Math.max(0, params.stats_start),
          count: params.stats_count < 0 ? Number.MAX_SAFE_INTEGER : params.stats_count,
        },
        context.settings,
      );
      // Days of the calendar stay where they are.
      const isMoving = days.firstDay === undefined && days.lastDay === undefined;
      context.holdsUntil(isMoving ? windowHoldsUntil(now, span.fromS, firstEndS) : Infinity);
      const rows: Json[] = cards.map((card) => presented(card, by));
      return stat_id === '' ? rows : (rows[0] ?? null);
    },
  }),
];
