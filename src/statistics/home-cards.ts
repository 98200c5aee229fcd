/** The cards of the home page: what was played most, by whom, on what, and how much at the same time. */
import type { Settings } from '#config/settings.ts';
import type { LibraryId, UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import type { ColumnName, PlayColumns } from '#history/blocks/columns.ts';
import { readPlays } from '#history/blocks/read-plays.ts';
import { type DeliveryPeak, listedPeaks } from './concurrency.ts';
import { firstWatched, latestPlays, newestPlays } from './last-watched.ts';
import { earliestEnd } from './lasting.ts';
import type { Ranked, RankedBy } from './ranking.ts';
import { columnsOfRanking, type RankingName, rankings } from './rankings.ts';
import { type ShownPlay, shownPlays } from './shown-plays.ts';
import type { PlayChoice, PlaySpan, ViewingUnit } from './viewings.ts';

export type CardName = Settings['homeStatsCards'][number];

export interface HomeQuery {
  readonly cards: readonly CardName[];
  /** When the plays were. */
  readonly span: PlaySpan;
  readonly unit: ViewingUnit;
  readonly by: RankedBy;
  /** Plays of these people, from these libraries; everybody's and all when absent. */
  readonly userIds?: readonly UserId[];
  readonly libraryIds?: readonly LibraryId[];
  /** Plays of others than these do not exist for whoever asks, and count in no peak; absent where everything may be told. */
  readonly seen?: Pick<PlayChoice, 'users' | 'plays'>;
  /** Which lines of each card. */
  readonly skip: number;
  readonly count: number;
}

export interface CardLine extends Omit<Ranked, 'shown'> {
  readonly shown: ShownPlay;
}

export type Card =
  | { readonly kind: 'ranking'; readonly name: RankingName; readonly lines: readonly CardLine[] }
  | { readonly kind: 'last_watched'; readonly name: 'last_watched'; readonly plays: readonly ShownPlay[] }
  | { readonly kind: 'most_concurrent'; readonly name: 'most_concurrent'; readonly peaks: readonly DeliveryPeak[] };

export interface HomeCards {
  readonly cards: readonly Card[];
  /** The earliest end of a play from the beginning of the span on, in epoch seconds; Infinity when there is none. */
  readonly firstEndS: number;
}

/** The cards in the order asked for (API notes 10). Peaks count everybody's streams that may be told of, whatever else the query says. */
export async function homeCards(db: Db, query: HomeQuery, settings: Settings): Promise<HomeCards> {
  const { span } = query;
  const plays = await readPlays(db, columnsOf(query), span.fromS);
  const choice: PlayChoice = {
    ...span,
    ...query.seen,
    ...(query.userIds === undefined ? {} : { users: new Set<number>(query.userIds) }),
    ...(query.libraryIds === undefined ? {} : { libraries: new Set<number>(query.libraryIds) }),
  };
  const ranked = rankings(plays, { ...query, names: query.cards.filter(isRanking), choice });
  const pages = new Map([...ranked].map(([name, lines]) => [name, pageOf(lines, query)]));
  // The database describes what the rankings show while the other cards are calculated.
  const described = describe(db, plays, pages);
  const cardOf = async (name: CardName): Promise<Card> => {
    if (name === 'most_concurrent') return { kind: name, name, peaks: listedPeaks(plays, { ...span, ...query.seen }) };
    if (name === 'last_watched') {
      const latest = latestPlays(plays, choice, query.unit);
      const newest = (count: number): number[] => newestPlays(plays, latest, count);
      return { kind: name, name, plays: await firstWatched(db, newest, query, settings) };
    }
    return { kind: 'ranking', name, lines: (await described).get(name) ?? [] };
  };
  const [cards] = await Promise.all([Promise.all(query.cards.map(cardOf)), described]);
  return { cards, firstEndS: earliestEnd(plays, span.fromS) };
}

const pageOf = (lines: readonly Ranked[], { skip, count }: HomeQuery): readonly Ranked[] =>
  lines.slice(skip, skip + count);

/** The lines with the plays they show; one whose play was removed meanwhile is left out. */
async function describe(
  db: Db,
  plays: PlayColumns,
  pages: ReadonlyMap<RankingName, readonly Ranked[]>,
): Promise<ReadonlyMap<RankingName, CardLine[]>> {
  const idOf = ({ shown }: Ranked): number => plays.ids[shown] ?? 0;
  const found = await shownPlays(db, [...pages.values()].flat().map(idOf));
  const lineOf = (line: Ranked): CardLine[] => {
    const shown = found.get(idOf(line));
    return shown === undefined ? [] : [{ ...line, shown }];
  };
  return new Map([...pages].map(([name, lines]) => [name, lines.flatMap(lineOf)]));
}

const isRanking = (name: CardName): name is RankingName => name !== 'most_concurrent' && name !== 'last_watched';

/** What every card needs, and what the cards asked for do. */
function columnsOf(query: HomeQuery): ColumnName[] {
  const needed = new Set<ColumnName>(['ids', 'watchGroups', 'startedS', 'stoppedS', 'watchedMs', 'traits']);
  if (query.userIds !== undefined || query.seen?.users !== undefined) needed.add('users');
  if (query.libraryIds !== undefined) needed.add('libraries');
  for (const column of query.cards.filter(isRanking).flatMap(columnsOfRanking)) needed.add(column);
  return [...needed];
}
