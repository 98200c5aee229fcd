/** The table of people, from everybody and their totals. Pure. */
import type { UserId } from '#contract/ids.ts';
import type { Totals } from '#statistics/watch-time-tables.ts';
import type { Person } from '#users/people.ts';
import type { Json } from '../json.ts';
import { lastSent, type ParamValues, type SentParams } from '../params.ts';
import { readTable, type tableParams } from '../table.ts';
import { pageOfRows, type RowRules } from '../table-rows.ts';
import { epochSeconds, latestColumns, secondsOf } from './items-presented.ts';
import { BROKEN_TABLE, tableAnswer } from './list-query.ts';
import { avatarOf, userRow } from './users-presented.ts';
import { platformTitle } from './watch-time-platforms.ts';

const RULES: RowRules<Readonly<Record<string, Json>>> = {
  sortable: [
    'friendly_name',
    'username',
    'title',
    'email',
    'last_seen',
    'ip_address',
    'platform',
    'player',
    'last_played',
    'plays',
    'duration',
  ],
  searchable: ['friendly_name', 'username', 'title', 'email', 'ip_address', 'platform', 'player'],
  cell: (row, column) => {
    const value = row[column];
    return typeof value === 'string' || typeof value === 'number' ? value : null;
  },
};

export interface UsersTableInput {
  readonly people: readonly Person[];
  readonly totals: ReadonlyMap<UserId, Totals>;
  readonly isGrouped: boolean;
  readonly sent: SentParams;
}

type Params = ParamValues<ReturnType<typeof tableParams>> & { readonly user_id: number | null | undefined };

/** The answer of `get_users_table` (API notes 6 and 12). */
export function usersTable(params: Params, input: UsersTableInput): Json {
  const request = readTable(params);
  if (request === null) return BROKEN_TABLE;
  const isWanted = ({ plexUserId }: Person): boolean => !isSaid(input.sent, 'user_id') || plexUserId === params.user_id;
  const rows = input.people
    .filter((person) => !person.isDeleted && isWanted(person))
    .map((person) => tableRow(person, input.totals.get(person.id), input.isGrouped));
  return tableAnswer({ total: input.people.length, ...pageOfRows(rows, request, RULES) }, request, shown);
}

/** An empty parameter says nothing here. */
const isSaid = (sent: SentParams, name: string): boolean => (lastSent(sent, name) ?? '') !== '';

function tableRow(person: Person, totals: Totals | undefined, isGrouped: boolean): Readonly<Record<string, Json>> {
  const user = userRow(person);
  const { content_rating: _rating, labels: _labels, ...latest } = latestColumns(totals?.latest);
  return {
    row_id: person.id,
    user_id: user.user_id ?? null,
    username: user.username ?? null,
    friendly_name: user.friendly_name ?? null,
    title: user.title ?? null,
    email: user.email ?? null,
    user_thumb: avatarOf(user),
    plays: (isGrouped ? totals?.groups : totals?.plays) ?? 0,
    duration: secondsOf(totals?.watchedMs ?? 0),
    last_seen: epochSeconds(totals?.lastStartedAt ?? null),
    ...latest,
    do_notify: user.do_notify ?? null,
    keep_history: user.keep_history ?? null,
    allow_guest: user.allow_guest ?? null,
    is_active: user.is_active ?? null,
  };
}

/** Sorted and searched by what the player said, shown as people know it. */
const shown = (row: Readonly<Record<string, Json>>): Json => ({
  ...row,
  platform: platformTitle(row.platform ?? null),
});
