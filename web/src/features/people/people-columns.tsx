import { Pencil } from 'lucide-react';
import type { PersonRow } from '#contract/people.ts';
import { duration, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import type { Column } from '../../ui/table/column.ts';
import { LatestLink } from './latest-link.tsx';
import { PersonBadges } from './person-badges.tsx';
import { PersonName } from './person-name.tsx';

const Quiet = ({ children }: { readonly children: string | null }) =>
  children === null || children === '' ? (
    <span className="text-text-3">—</span>
  ) : (
    <bdi className="truncate">{children}</bdi>
  );

const stateWords = ({ isDeleted, isActive }: PersonRow): string =>
  t(isDeleted ? 'person.removed' : isActive ? 'people.active' : 'people.inactive');

const EVERYBODYS: ReadonlyArray<Column<PersonRow>> = [
  {
    ...{ id: 'name', label: 'people.name', width: 16, sort: { by: 'name', first: 'asc' }, text: ({ name }) => name },
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2.5">
        <Avatar user={row} size={32} />
        <PersonName person={row} />
        <PersonBadges person={row} isBrief />
      </span>
    ),
  },
  {
    ...{ id: 'username', label: 'people.username', width: 10, isOptional: true },
    ...{ sort: { by: 'username', first: 'asc' }, text: ({ username }) => username },
    cell: ({ username }) => <Quiet>{username}</Quiet>,
  },
  {
    ...{ id: 'fullName', label: 'people.fullName', width: 11, isOptional: true },
    ...{ sort: { by: 'fullName', first: 'asc' }, text: ({ fullName }) => fullName },
    cell: ({ fullName }) => <Quiet>{fullName}</Quiet>,
  },
  {
    ...{ id: 'email', label: 'people.email', width: 14, isOptional: true },
    ...{ sort: { by: 'email', first: 'asc' }, text: ({ email }) => email },
    cell: ({ email }) => <Quiet>{email}</Quiet>,
  },
  {
    ...{ id: 'lastSeen', label: 'people.lastSeen', width: 9, sort: { by: 'lastSeen', first: 'desc' } },
    text: ({ lastSeenAt }) => lastSeenAt,
    cell: ({ lastSeenAt }) => (lastSeenAt === null ? <Quiet>{null}</Quiet> : <Moment at={lastSeenAt} />),
  },
  {
    ...{ id: 'plays', label: 'devices.plays', width: 6, isEnd: true, sort: { by: 'plays', first: 'desc' } },
    ...{ text: ({ plays }) => plays, cell: ({ plays }) => number(plays) },
  },
  {
    ...{ id: 'watched', label: 'devices.time', width: 7.5, isEnd: true, sort: { by: 'watched', first: 'desc' } },
    ...{ text: ({ watchedMs }) => Math.round(watchedMs / 1000), cell: ({ watchedMs }) => duration(watchedMs) },
  },
  {
    ...{ id: 'lastPlayed', label: 'people.lastPlayed', width: 15, sort: { by: 'lastPlayed', first: 'asc' } },
    text: ({ lastPlay }) => lastPlay?.fullTitle ?? null,
    cell: ({ id, lastPlay }) =>
      lastPlay === null ? <Quiet>{null}</Quiet> : <LatestLink latest={lastPlay} personId={id} />,
  },
  {
    ...{ id: 'lastPlayer', label: 'people.lastPlayer', width: 11, sort: { by: 'lastPlayer', first: 'asc' } },
    text: ({ lastPlay }) => lastPlay?.playerTitle ?? null,
    cell: ({ lastPlay }) => <Quiet>{lastPlay?.playerTitle ?? null}</Quiet>,
  },
  {
    ...{ id: 'lastPlatform', label: 'people.lastPlatform', width: 8, sort: { by: 'lastPlatform', first: 'asc' } },
    text: ({ lastPlay }) => lastPlay?.platform ?? null,
    cell: ({ lastPlay }) => <Quiet>{lastPlay?.platform ?? null}</Quiet>,
  },
  {
    ...{ id: 'lastAddress', label: 'people.lastAddress', width: 9.5, sort: { by: 'lastAddress', first: 'asc' } },
    text: ({ lastPlay }) => lastPlay?.ipAddress ?? null,
    cell: ({ lastPlay }) => <Quiet>{lastPlay?.ipAddress ?? null}</Quiet>,
  },
  {
    ...{ id: 'state', label: 'people.state', width: 9, isOptional: true, text: stateWords },
    cell: (row) => <span className="truncate">{stateWords(row)}</span>,
  },
  {
    ...{ id: 'guest', label: 'people.guest', width: 7, isOptional: true },
    text: ({ isGuestAllowed }) => t(isGuestAllowed ? 'yes' : 'no'),
    cell: ({ isGuestAllowed }) => t(isGuestAllowed ? 'yes' : 'no'),
  },
];

/** The columns of the list of people; `onEdit` is for administrators. */
export const peopleColumns = (onEdit: ((row: PersonRow) => void) | null): ReadonlyArray<Column<PersonRow>> =>
  onEdit === null
    ? EVERYBODYS
    : [
        ...EVERYBODYS,
        {
          ...{ id: 'edit', label: 'people.edit', width: 4, isEnd: true },
          cell: (row) => (
            <IconButton label={t('personEdit.title', { name: row.name })} onPress={() => onEdit(row)}>
              <Pencil size={16} strokeWidth={1.75} aria-hidden="true" />
            </IconButton>
          ),
        },
      ];
