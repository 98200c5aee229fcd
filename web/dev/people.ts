/** People of the pretend server: those of its invented plays, and what is decided about them. */
import type { HistoryRow } from '#contract/history.ts';
import { SignInPage } from '#contract/logs.ts';
import { AddressPage, PeoplePage, PeopleQuery, PersonDetail, type PersonRow } from '#contract/people.ts';
import { DeviceList, PersonPlaylists, PersonSettings, PersonSettingsBody } from '#contract/person.ts';
import { USERS } from './catalogue.ts';
import type { PastPlay } from './history.ts';

const LONG_AGO = '2024-03-01T10:00:00.000Z';

/** What was decided about people, by their numbers. */
export type Decided = Map<number, PersonSettingsBody & { isDeleted?: boolean }>;

/** Who asks: everybody is told, or one person only. */
interface Asking {
  readonly plays: readonly PastPlay[];
  readonly decided: Decided;
  readonly only: number | null;
}

const rowsOf = ({ plays }: Asking, id: number): HistoryRow[] =>
  plays.map(({ row }) => row).filter(({ user }) => user.id === id);

const amountOf = (rows: readonly HistoryRow[]) => ({
  plays: rows.length,
  groups: rows.length,
  watchedMs: rows.reduce((sum, { watchedMs }) => sum + watchedMs, 0),
});

function person(asking: Asking, id: number): PersonRow | undefined {
  const user = USERS.find((one) => one.id === id);
  if (user === undefined || (asking.only !== null && asking.only !== id)) return undefined;
  const decided = asking.decided.get(id) ?? {};
  const rows = rowsOf(asking, id);
  const [last] = rows;
  return {
    ...user,
    name: decided.name || user.name,
    plexUserId: 1000 + id,
    fullName: user.name,
    email: `${user.username.toLowerCase().replaceAll(/\W/g, '')}@example.net`,
    isOwner: id === 1,
    isHomeUser: id === 2,
    isRestricted: false,
    isActive: id !== 4,
    keepsHistory: decided.keepsHistory ?? true,
    isGuestAllowed: decided.isGuestAllowed ?? false,
    isDeleted: decided.isDeleted ?? false,
    ...amountOf(rows),
    lastSeenAt: last?.startedAt ?? null,
    lastPlay:
      last === undefined
        ? null
        : {
            playId: last.playId,
            itemId: last.item.id,
            mediaType: last.item.mediaType,
            fullTitle: last.item.fullTitle,
            playerTitle: last.player.title,
            platform: last.player.platform,
            ipAddress: last.network.ipAddress,
          },
  };
}

function list(asking: Asking, params: URLSearchParams): PeoplePage {
  const { search, state, sort, order } = PeopleQuery.parse(Object.fromEntries(params));
  const all = USERS.flatMap(({ id }) => person(asking, id) ?? []).filter(
    ({ isDeleted, isActive }) =>
      (state === 'all' || isDeleted === (state === 'removed')) &&
      (state !== 'active' || isActive) &&
      (state !== 'inactive' || !isActive),
  );
  const rows = all.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()));
  const sign = order === 'asc' ? 1 : -1;
  rows.sort((a, b) => sign * (sort === 'plays' ? a.plays - b.plays : a.name.localeCompare(b.name)));
  return PeoplePage.parse({ total: all.length, found: rows.length, rows });
}

function settings({ decided }: Asking, id: number): PersonSettings {
  const user = USERS.find((one) => one.id === id);
  const { name, picture, note, ...rest } = decided.get(id) ?? {};
  return PersonSettings.parse({
    ...{ keepsHistory: true, notifies: true, isGuestAllowed: false, isDeleted: false, ...rest },
    ...{ id, shownName: name || user?.name, plexName: user?.name },
    ...{ name: name || null, picture: picture || null, note: note || null, noteChangedAt: note ? LONG_AGO : null },
  });
}

function devices(rows: readonly HistoryRow[]): DeviceList {
  const byPlayer = Map.groupBy(rows, ({ player }) => player.title);
  return DeviceList.parse({
    devices: [...byPlayer.values()].map((some) => {
      const [last] = some;
      return {
        ...{ title: last?.player.title, platform: last?.player.platform, product: last?.player.product },
        ...amountOf(some),
        ...{ firstSeenAt: some.at(-1)?.startedAt, lastSeenAt: last?.startedAt, addresses: 2, latest: null },
        decisions: [...Map.groupBy(some, ({ decision }) => decision)].map(([decision, plays]) => ({
          ...{ decision, plays: plays.length },
        })),
      };
    }),
  });
}

function addresses(rows: readonly HistoryRow[]): AddressPage {
  const byAddress = [...Map.groupBy(rows, ({ network }) => network.ipAddress)];
  return AddressPage.parse({
    found: byAddress.length,
    rows: byAddress.map(([ipAddress, some]) => ({
      ...{ ipAddress, location: some[0]?.network.location, plays: some.length },
      ...{ firstSeenAt: some.at(-1)?.startedAt, lastSeenAt: some[0]?.startedAt },
      place: { city: 'Bergen', region: null, country: 'Norway', countryCode: 'NO' },
      latest: {
        ...{ playId: some[0]?.playId, fullTitle: some[0]?.item.fullTitle },
        ...{ playerTitle: some[0]?.player.title, platform: some[0]?.player.platform },
      },
    })),
  });
}

function detail(asking: Asking, row: PersonRow): PersonDetail {
  const rows = rowsOf(asking, row.id);
  const amounts = amountOf(rows);
  return PersonDetail.parse({
    ...{ person: row, isDeleted: row.isDeleted, firstSeenAt: rows.at(-1)?.startedAt ?? null, knownSince: LONG_AGO },
    windows: [1, 7, 30, null].map((days) => ({ days, ...amounts })),
    players: devices(rows).devices.map(({ title, platform, plays, groups, watchedMs }) => ({
      ...{ title, platform, plays, groups, watchedMs },
    })),
  });
}

/** What there is at an address below `/users`; undefined for nothing. */
function read(asking: Asking, row: PersonRow, part: string | undefined): unknown {
  const rows = rowsOf(asking, row.id);
  switch (part) {
    case undefined:
      return detail(asking, row);
    case 'devices':
      return devices(rows);
    case 'addresses':
      return addresses(rows);
    case 'playlists':
      return PersonPlaylists.parse({ playlists: [], silent: [] });
    case 'settings':
      return settings(asking, row.id);
    default:
      return undefined;
  }
}

/** Answers a request about people; undefined for what is not about them, null for nobody. */
export function people(
  asking: Asking,
  { method, path, params }: { readonly method: string; readonly path: string; readonly params: URLSearchParams },
  body: unknown,
): unknown {
  if (path === '/sign-ins') return SignInPage.parse({ total: 0, found: 0, rows: [] });
  if (path === '/users') return list(asking, params);
  const [, number, part] = /^\/users\/(\d+)(?:\/([a-z-]+))?$/.exec(path) ?? [];
  if (number === undefined) return undefined;
  const id = Number(number);
  const row = person(asking, id);
  if (row === undefined) return null;
  if (method === 'GET') return read(asking, row, part) ?? null;
  const change = part === 'settings' ? PersonSettingsBody.parse(body) : { isDeleted: method === 'DELETE' };
  asking.decided.set(id, { ...asking.decided.get(id), ...change });
  return settings(asking, id);
}
