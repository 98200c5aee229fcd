import type { EpochMs } from '#clock';
import { displayName } from '#users/people.ts';
import { forgetSignIns, listSignIns, type SignInRow } from '#users/sign-ins.ts';
import { SEES_ALL } from '#users/visible.ts';
import { defineCommand, type ReadyCommand } from '../command.ts';
import type { Json } from '../json.ts';
import { lastSent } from '../params.ts';
import { succeeded } from '../reply.ts';
import { readTable, tableParams } from '../table.ts';
import { epochSeconds } from './items-presented.ts';
import { BROKEN_TABLE, listQuery, tableAnswer } from './list-query.ts';
import { browserOf, systemOf } from './users-agents.ts';
import { userNumber } from './users-presented.ts';

const COLUMNS = {
  timestamp: { column: 'timestamp', isSearched: false },
  ip_address: { column: 'ip_address', isSearched: true },
  host: { column: 'host', isSearched: true },
} as const;

/** A sign-in that is over, or never was, has no end to show. The reference writes it in UTC, whatever the zone is. */
const expiryOf = ({ isSuccess, expiresAt }: SignInRow, now: EpochMs): string | null =>
  isSuccess && expiresAt !== null && expiresAt.getTime() > now
    ? expiresAt.toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length).replace('T', ' ')
    : null;

function loginRow(row: SignInRow, now: EpochMs): Json {
  const agent = row.userAgent ?? '';
  const { person } = row;
  const isListed = person !== null && !person.isPlaceholder;
  return {
    row_id: row.id,
    timestamp: epochSeconds(row.at),
    user_id: person === null ? null : userNumber(person.plexUserId),
    user_group: row.role,
    ip_address: row.address,
    host: row.host,
    user_agent: row.userAgent,
    os: systemOf(agent),
    browser: browserOf(agent),
    success: row.isSuccess ? 1 : 0,
    expiry: expiryOf(row, now),
    current: false,
    friendly_name: isListed ? displayName(person) : row.userName,
  };
}

/** Who signed in. */
export const loginCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_user_logins',
    summary: 'When and from where users signed in',
    params: { user_id: { kind: 'id' }, ...tableParams('timestamp') },
    handle: async (params, { db, sent, now }) => {
      const request = readTable(params);
      if (request === null) return BROKEN_TABLE;
      const isSaid = (lastSent(sent, 'user_id') ?? '') !== '';
      const whose = isSaid ? (params.user_id ?? null) : undefined;
      const page = await listSignIns(db, SEES_ALL, whose, listQuery(request, COLUMNS));
      return tableAnswer(page, request, (row) => loginRow(row, now()));
    },
  }),
  defineCommand({
    name: 'delete_login_log',
    summary: 'Deletes the list of sign-ins',
    access: 'admin',
    params: {},
    async handle(_params, { db }) {
      await forgetSignIns(db);
      return succeeded('Cleared login logs.');
    },
  }),
];
