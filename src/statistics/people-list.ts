/** The list of people with what they watched, for the native API. */
import type { ServerId } from '#contract/ids.ts';
import type { PeoplePage, PeopleQuery, PersonRow } from '#contract/people.ts';
import { seesAll, type Visible } from '#users/visible.ts';
import { type ListRules, pageOf } from './native-list.ts';
import { type PeopleDeps, personRow, seenPeople, serverOf } from './native-people.ts';
import { userTotals } from './watch-time-tables.ts';

const PEOPLE: ListRules<PersonRow, PeopleQuery['sort']> = {
  texts: ({ name, username, fullName, email, lastPlay }) => [
    name,
    username,
    fullName,
    email,
    lastPlay?.ipAddress ?? null,
    lastPlay?.platform ?? null,
    lastPlay?.playerTitle ?? null,
    lastPlay?.fullTitle ?? null,
  ],
  keys: {
    name: ({ name }) => name,
    username: ({ username }) => username,
    fullName: ({ fullName }) => fullName,
    email: ({ email }) => email,
    plays: ({ plays }) => plays,
    groups: ({ groups }) => groups,
    watched: ({ watchedMs }) => watchedMs,
    lastSeen: ({ lastSeenAt }) => lastSeenAt,
    lastAddress: ({ lastPlay }) => lastPlay?.ipAddress ?? null,
    lastPlatform: ({ lastPlay }) => lastPlay?.platform ?? null,
    lastPlayer: ({ lastPlay }) => lastPlay?.playerTitle ?? null,
    lastPlayed: ({ lastPlay }) => lastPlay?.fullTitle ?? null,
    id: ({ id }) => id,
  },
  id: ({ id }) => id,
};

/** Pure. */
export function isWanted(
  { isActive, isDeleted, isGuestAllowed, keepsHistory }: PersonRow,
  { state, guest, history }: Pick<PeopleQuery, 'state' | 'guest' | 'history'>,
): boolean {
  if (state === 'removed' ? !isDeleted : state !== 'all' && isDeleted) return false;
  if ((state === 'active' && !isActive) || (state === 'inactive' && isActive)) return false;
  return (guest ?? isGuestAllowed) === isGuestAllowed && (history ?? keepsHistory) === keepsHistory;
}

/** Whoever sees everything may look at one server; for everybody else it is as it is. */
const lookingAt = (visible: Visible, server: number | undefined): Visible =>
  server !== undefined && seesAll(visible) ? { kind: 'all', serverId: server as ServerId } : visible;

/** A page of the people; who was removed is only there when asked for. */
export async function peoplePage(asked: PeopleDeps, query: PeopleQuery): Promise<PeoplePage> {
  const deps = { ...asked, visible: lookingAt(asked.visible, query.server) };
  const { db, visible, imageUrl } = deps;
  const serverId = await serverOf(deps);
  const [people, totals] = await Promise.all([seenPeople(deps, serverId), userTotals(db, visible)]);
  const rows = people
    .map((person) => personRow(person, totals.get(person.id), serverId, imageUrl))
    .filter((row) => isWanted(row, query));
  const page = pageOf(rows, query, PEOPLE);
  return { ...page, rows: [...page.rows] };
}
