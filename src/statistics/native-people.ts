/** People and libraries with what was played, for the native API. */
import { mainServer } from '#catalogue/main-server.ts';
import type { ImageUrlOf } from '#catalogue/views.ts';
import type { ServerId } from '#contract/ids.ts';
import type { LatestPlay, PersonDetail, PersonRow } from '#contract/people.ts';
import type { WatcherView, WatchWindow } from '#contract/statistics.ts';
import type { Db } from '#db/pool.ts';
import type { FilterContext } from '#history/native-filter.ts';
import { Problem } from '#problem';
import { allPeople, displayName, type Person } from '#users/people.ts';
import { boundsOf, shownTo, type Visible } from '#users/visible.ts';
import { peopleSeenBy } from './queries-visible.ts';
import { type Scope, watchTime, watchTimeByPlayer, watchTimeByUser } from './watch-time.ts';
import { firstSeen, type PlayDetails, type Totals, userTotals } from './watch-time-tables.ts';

export interface PeopleDeps {
  /** To whom it is told. */
  readonly visible: Visible;
  readonly db: Db;
  readonly imageUrl: ImageUrlOf;
  readonly now: FilterContext['now'];
  /** Whether viewings that were resumed count once where only one number is shown. */
  readonly isGrouped: boolean;
}

/** Imports know plays that ended before they began. */
const lengthOf = (ms: number): number => Math.max(0, ms);

/** The play that stands for the latest; null when nothing is known of what it was. */
export const latestPlay = ({ id, ipAddress, item, player }: PlayDetails): LatestPlay | null =>
  item.isPlaceholder
    ? null
    : {
        playId: id,
        itemId: item.id,
        mediaType: item.mediaType,
        fullTitle: item.fullTitle,
        playerTitle: player.title,
        platform: player.platform,
        ipAddress,
      };

/** What was watched altogether. */
export const sumsOf = (totals: Totals | undefined) => ({
  plays: totals?.plays ?? 0,
  groups: totals?.groups ?? 0,
  watchedMs: lengthOf(totals?.watchedMs ?? 0),
});

/** Signs the first of some pictures; imports know names of pictures of the program they came from, which are nowhere. */
export function picture(
  paths: readonly (string | null)[],
  serverId: ServerId | null,
  imageUrl: ImageUrlOf,
): string | null {
  const path = paths.find((one) => one !== null && /^(\/|https?:)/.test(one)) ?? null;
  return path === null || serverId === null ? null : imageUrl(serverId, path);
}

/** Somebody with what they watched; `serverId` is the server that fetches pictures. */
export function personRow(
  person: Person,
  totals: Totals | undefined,
  serverId: ServerId | null,
  imageUrl: ImageUrlOf,
): PersonRow {
  return {
    id: person.id,
    plexUserId: person.plexUserId,
    name: displayName(person),
    username: person.username,
    fullName: person.title,
    email: person.email,
    avatar: picture([person.customThumb, person.thumb], serverId, imageUrl),
    isOwner: person.isOwner,
    isHomeUser: person.isHomeUser,
    isRestricted: person.isRestricted,
    isActive: person.isActive,
    keepsHistory: person.keepHistory,
    isGuestAllowed: person.allowsGuest,
    isDeleted: person.isDeleted,
    ...sumsOf(totals),
    lastSeenAt: totals?.lastStartedAt?.toISOString() ?? null,
    lastPlay: totals === undefined ? null : latestPlay(totals.latest),
  };
}

export type Seeing = Pick<PeopleDeps, 'db' | 'visible'>;

/** The server that is meant where only one can be. */
export const serverOf = async ({ db, visible }: Seeing): Promise<ServerId | null> =>
  boundsOf(visible).serverId ?? (await mainServer(db));

/** The people of whom something may be told, removed ones too. */
export async function seenPeople({ db, visible }: Seeing, serverId: ServerId | null): Promise<Person[]> {
  const [people, seen] = await Promise.all([allPeople(db, serverId), peopleSeenBy(db, visible)]);
  return people.filter(({ id }) => seen.has(id)).map((person) => shownTo(visible, person));
}

const WINDOW_DAYS: readonly (number | null)[] = [1, 7, 30, null];

/** How much was watched in the last day, week and month, and ever. */
export async function windowsOf(
  { db, visible, now }: Pick<PeopleDeps, 'db' | 'visible' | 'now'>,
  scope: Scope,
): Promise<WatchWindow[]> {
  const windows = WINDOW_DAYS.map((days) =>
    days === null ? ({ kind: 'always' } as const) : ({ kind: 'days', days } as const),
  );
  const { amounts } = await watchTime(db, { visible, scope, windows, now });
  return WINDOW_DAYS.map((days, index) => {
    const { plays = 0, groups = 0, watchedMs = 0 } = amounts[index] ?? {};
    return { days, plays, groups, watchedMs: lengthOf(watchedMs) };
  });
}

/** @throws Problem `not_found`, also for somebody of whom nothing may be told. */
export async function personDetail(deps: PeopleDeps, id: number): Promise<PersonDetail> {
  const { db, visible, imageUrl, isGrouped } = deps;
  const serverId = await serverOf(deps);
  const [people, totals] = await Promise.all([seenPeople(deps, serverId), userTotals(db, visible)]);
  const person = people.find((one) => one.id === id);
  if (person === undefined) throw new Problem('not_found', `There is no person with the number ${id}`);
  const [windows, firstStart, players] = await Promise.all([
    windowsOf(deps, { kind: 'user', userId: person.id }),
    firstSeen(db, visible, person.id),
    watchTimeByPlayer(db, visible, person.id, isGrouped),
  ]);
  return {
    person: personRow(person, totals.get(person.id), serverId, imageUrl),
    isDeleted: person.isDeleted,
    firstSeenAt: firstStart?.toISOString() ?? null,
    knownSince: person.createdAt.toISOString(),
    windows,
    players: players.map(({ name, platform, plays, groups, watchedMs }) => ({
      title: name === '' ? null : name,
      platform,
      plays,
      groups,
      watchedMs: lengthOf(watchedMs),
    })),
  };
}

/** Who watched something and how much, the busiest first. */
export async function watchersOf(deps: PeopleDeps, scope: Exclude<Scope, { kind: 'user' }>): Promise<WatcherView[]> {
  const { db, visible, imageUrl, isGrouped } = deps;
  const serverId = await serverOf(deps);
  const [rows, people] = await Promise.all([
    watchTimeByUser(db, visible, scope, isGrouped),
    seenPeople(deps, serverId),
  ]);
  const byPlexId = new Map(people.map((person) => [person.plexUserId, person]));
  return rows.flatMap((row) => {
    const person = byPlexId.get(row.plexUserId);
    if (person === undefined) return [];
    const avatar = picture([person.customThumb, person.thumb], serverId, imageUrl);
    return [{ id: person.id, name: displayName(person), avatar, plays: row.plays, watchedMs: lengthOf(row.watchedMs) }];
  });
}
