/** The cards of the home page for the native API. */

import { allLibraries } from '#catalogue/libraries.ts';
import type { ImageUrlOf } from '#catalogue/views.ts';
import type { LibraryId, UserId } from '#contract/ids.ts';
import { type Choice, isChosen } from '#contract/lists.ts';
import type { HomeCard, HomeCards, HomeQuery, ShownPlayView } from '#contract/statistics.ts';
import { readFilter } from '#history/native-filter.ts';
import { matchingPlays } from '#history/native-matching.ts';
import { displayName } from '#users/people.ts';
import { boundsOf, shownTo } from '#users/visible.ts';
import { type Card, type CardLine, type HomeQuery as CardsQuery, homeCards } from './home-cards.ts';
import { spanOf } from './home-span.ts';
import type { StatisticsDeps } from './native-narrowed.ts';
import type { ShownPlay } from './shown-plays.ts';
import { userTotals } from './watch-time-tables.ts';

type HomeDeps = StatisticsDeps & { readonly imageUrl: ImageUrlOf };

/** Those of all ids that a choice means. */
const chosenOf = <I extends number>(all: Iterable<I>, choice: Choice<number>): I[] =>
  [...all].filter((id) => isChosen<number>(choice, id));

/** What there is for whoever asks; undefined for everything. */
async function seenOf({ db, visible, context, settings }: HomeDeps): Promise<CardsQuery['seen']> {
  const { userId, serverId } = boundsOf(visible);
  if (userId !== null) return { users: new Set([userId]) };
  if (serverId === null) return undefined;
  return { plays: await matchingPlays(db, readFilter(visible, {}, context), settings) };
}

async function narrowing(deps: HomeDeps, { user, library }: HomeQuery) {
  const { db, visible } = deps;
  const { userId } = boundsOf(visible);
  const everybody = async () => (userId === null ? (await userTotals(db, visible)).keys() : [userId]);
  const userIds: UserId[] | undefined =
    user === undefined ? (userId === null ? undefined : [userId]) : chosenOf(await everybody(), user);
  const seen = await seenOf(deps);
  const libraryIds: LibraryId[] | undefined =
    library &&
    chosenOf(
      (await allLibraries(db)).map(({ id }) => id),
      library,
    );
  return { ...(userIds && { userIds }), ...(libraryIds && { libraryIds }), ...(seen && { seen }) };
}

/** The cards asked for, or those of the settings, in their order (API notes 10). */
export async function nativeHome(deps: HomeDeps, query: HomeQuery): Promise<HomeCards> {
  const { visible, db, context, settings, imageUrl } = deps;
  const { cards } = await homeCards(
    db,
    {
      cards: query.cards ?? settings.homeStatsCards,
      span: spanOf({ ...context, days: query.days }),
      unit: (query.grouped ?? settings.groupHistory) ? 'group' : 'play',
      by: query.metric === 'plays' ? 'plays' : 'watchedMs',
      ...(await narrowing(deps, query)),
      skip: query.skip,
      count: query.limit,
    },
    settings,
  );
  const showing: Showing = { imageUrl, nameOf: (user) => displayName(shownTo(visible, user)) };
  return { cards: cards.map((card) => shownCard(card, showing)) };
}

const moment = (epochS: number): string => new Date(epochS * 1000).toISOString();

/** How lines are shown to whoever asks. */
interface Showing {
  readonly imageUrl: ImageUrlOf;
  nameOf(user: ShownPlay['user']): string;
}

function shownCard(card: Card, showing: Showing): HomeCard {
  switch (card.kind) {
    case 'ranking':
      return {
        kind: card.kind,
        name: card.name,
        lines: card.lines.map((line) => rankingLine(card.name, line, showing)),
      };
    case 'last_watched':
      return { kind: card.kind, name: card.name, plays: card.plays.map((play) => shownPlay(play, showing)) };
    case 'most_concurrent':
      return {
        kind: card.kind,
        name: card.name,
        peaks: card.peaks.flatMap(({ decision, peak }) =>
          peak === null
            ? []
            : [
                {
                  decision: decision === 'any' ? null : decision,
                  streams: peak.count,
                  from: moment(peak.startedS),
                  until: moment(peak.stoppedS),
                },
              ],
        ),
      };
  }
}

type RankingName = Extract<Card, { readonly kind: 'ranking' }>['name'];

function titleOf(name: RankingName, { item, library, user, player }: ShownPlay, { nameOf }: Showing): string | null {
  switch (name) {
    case 'top_movies':
    case 'popular_movies':
      return item.fullTitle;
    case 'top_tv':
    case 'popular_tv':
      return item.grandparentTitle;
    case 'top_music':
    case 'popular_music':
      return item.originalTitle || item.grandparentTitle;
    case 'top_libraries':
      return library?.name ?? null;
    case 'top_users':
      return nameOf(user);
    case 'top_platforms':
      return player.platform;
  }
}

function rankingLine(name: RankingName, { plays, watchedMs, people, shown }: CardLine, showing: Showing) {
  return {
    title: titleOf(name, shown, showing),
    plays,
    watchedMs: Math.max(0, watchedMs),
    people: name.startsWith('popular_') ? people : null,
    shown: shownPlay(shown, showing),
  };
}

/** The picture people recognise it by: the show's, the album's cover, or its own. */
function posterPath({ mediaType, thumb, parentThumb, grandparentThumb }: ShownPlay['item']): string | null {
  if (mediaType === 'episode') return grandparentThumb ?? parentThumb ?? thumb;
  return mediaType === 'track' ? (parentThumb ?? thumb ?? grandparentThumb) : thumb;
}

function shownPlay({ play, item, user, player, library }: ShownPlay, { imageUrl, nameOf }: Showing): ShownPlayView {
  const path = posterPath(item);
  return {
    playId: play.id,
    startedAt: play.startedAt.toISOString(),
    user: { id: user.id, name: nameOf(user) },
    player: { title: player.title, platform: player.platform },
    library: library === null ? null : { id: library.id, name: library.name },
    serverId: play.serverId,
    item: {
      id: item.id,
      mediaType: item.mediaType,
      isLive: play.isLive,
      ratingKey: item.ratingKey,
      parentRatingKey: item.parentRatingKey,
      grandparentRatingKey: item.grandparentRatingKey,
      fullTitle: item.fullTitle,
      title: item.title,
      grandparentTitle: item.grandparentTitle,
      year: item.year,
      mediaIndex: item.mediaIndex,
      parentMediaIndex: item.parentMediaIndex,
      contentRating: item.contentRating,
      poster: path === null || library === null ? null : imageUrl(library.serverId, path),
    },
  };
}
