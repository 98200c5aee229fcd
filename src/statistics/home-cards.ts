/** The cards of the home page: what was played most, by whom, on what, and how much at the same time. */
import type { EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { Decision } from '#contract/enums.ts';
import { DECISIONS } from '#contract/enums.ts';
import type { LibraryId, UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { type ColumnName, decisionOf, isStreamDescribed, ORIGIN_S, type PlayColumns } from './blocks/columns.ts';
import { readPlays } from './blocks/read-plays.ts';
import { type Peak, peakOf } from './concurrency.ts';
import { firstWatched, latestPlays } from './last-watched.ts';
import { type Ranked, type RankedBy, rank } from './ranking.ts';
import { RANKINGS, type RankingName } from './rankings.ts';
import { type ShownPlay, shownPlays } from './shown-plays.ts';
import { choosePlays, type PlayChoice, type ViewingUnit, viewingsOf } from './viewings.ts';

export type CardName = Settings['homeStatsCards'][number];

export interface HomeQuery {
  readonly cards: readonly CardName[];
  readonly now: EpochMs;
  /** Plays that ended within so many times 24 hours. */
  readonly days: number;
  readonly unit: ViewingUnit;
  readonly by: RankedBy;
  /** Plays of these people, from these libraries; everybody's and all when absent. */
  readonly userIds?: readonly UserId[];
  readonly libraryIds?: readonly LibraryId[];
  /** Which lines of each card. */
  readonly skip: number;
  readonly count: number;
}

export interface CardLine extends Omit<Ranked, 'shown'> {
  readonly shown: ShownPlay;
}

/** Streams delivered in one way, or in any. */
export interface DeliveryPeak {
  readonly decision: Decision | 'any';
  readonly peak: Peak | null;
}

export type Card =
  | { readonly kind: 'ranking'; readonly name: RankingName; readonly lines: readonly CardLine[] }
  | { readonly kind: 'last_watched'; readonly name: 'last_watched'; readonly plays: readonly ShownPlay[] }
  | { readonly kind: 'most_concurrent'; readonly name: 'most_concurrent'; readonly peaks: readonly DeliveryPeak[] };

const DAY_S = 86_400;

/** The cards in the order asked for (API notes 10). Peaks count everybody's streams whatever the query says. */
export async function homeCards(db: Db, query: HomeQuery, settings: Settings): Promise<Card[]> {
  const fromS = Math.floor(query.now / 1000) - query.days * DAY_S;
  const plays = await readPlays(db, columnsOf(query), fromS);
  const choice: PlayChoice = {
    fromS,
    ...(query.userIds === undefined ? {} : { users: new Set<number>(query.userIds) }),
    ...(query.libraryIds === undefined ? {} : { libraries: new Set<number>(query.libraryIds) }),
  };
  const ranked = rankings(plays, choice, query);
  const shown = await shownPlays(
    db,
    [...ranked.values()].flat().map(({ shown: index }) => plays.ids[index] ?? 0),
  );
  const line = ({ shown: index, ...totals }: Ranked): CardLine[] => {
    const found = shown.get(plays.ids[index] ?? 0);
    return found === undefined ? [] : [{ ...totals, shown: found }];
  };
  const cardOf = async (name: CardName): Promise<Card> => {
    if (name === 'most_concurrent') return { kind: name, name, peaks: mostConcurrent(plays, fromS) };
    if (name === 'last_watched') {
      const ids = latestPlays(plays, choice, query.unit);
      return { kind: name, name, plays: await firstWatched(db, ids, query, settings) };
    }
    return { kind: 'ranking', name, lines: (ranked.get(name) ?? []).flatMap(line) };
  };
  return Promise.all(query.cards.map(cardOf));
}

/** What every card needs, and what the cards asked for do. */
function columnsOf(query: HomeQuery): ColumnName[] {
  const needed = new Set<ColumnName>(['ids', 'watchGroups', 'startedS', 'stoppedS', 'watchedMs', 'traits']);
  if (query.userIds !== undefined) needed.add('users');
  if (query.libraryIds !== undefined) needed.add('libraries');
  for (const name of query.cards)
    if (name !== 'most_concurrent' && name !== 'last_watched')
      for (const column of RANKINGS[name].columns) needed.add(column);
  return [...needed];
}

/** The lines of every ranking that was asked for. Plays of one kind are made viewings of once. */
function rankings(plays: PlayColumns, choice: PlayChoice, query: HomeQuery): ReadonlyMap<RankingName, Ranked[]> {
  const made = new Map<string, ReturnType<typeof viewingsOf>>();
  const viewings = (media: ReadonlySet<number> | undefined) => {
    const key = [...(media ?? [])].join();
    const known = made.get(key);
    if (known !== undefined) return known;
    const chosen = choosePlays(plays, media === undefined ? choice : { ...choice, media });
    const fresh = viewingsOf(plays, chosen, query.unit);
    made.set(key, fresh);
    return fresh;
  };
  const lines = new Map<RankingName, Ranked[]>();
  for (const name of query.cards) {
    if (name === 'most_concurrent' || name === 'last_watched') continue;
    const { media, keyOf, isByPeople } = RANKINGS[name];
    const ranked = rank(plays, viewings(media), { keyOf: keyOf(plays), by: query.by, isByPeople });
    lines.set(name, ranked.slice(query.skip, query.skip + query.count));
  }
  return lines;
}

const DELIVERIES: readonly DeliveryPeak['decision'][] = ['any', 'transcode', 'copy', 'direct play'];

/** Peaks of all streams that are described, whatever they were grouped into. */
function mostConcurrent(plays: PlayColumns, fromS: number): DeliveryPeak[] {
  const chosen = choosePlays(plays, { fromS }).filter((index) => isStreamDescribed(plays.traits[index] ?? 0));
  return DELIVERIES.map((decision) => {
    const wanted = decision === 'any' ? null : DECISIONS.indexOf(decision);
    const streams =
      wanted === null ? chosen : chosen.filter((index) => decisionOf(plays.traits[index] ?? 0) === wanted);
    const peak = peakOf(
      streams.map((index) => plays.startedS[index] ?? 0),
      streams.map((index) => plays.stoppedS[index] ?? 0),
    );
    const epoch = peak && { ...peak, startedS: peak.startedS + ORIGIN_S, stoppedS: peak.stoppedS + ORIGIN_S };
    return { decision, peak: epoch };
  });
}
