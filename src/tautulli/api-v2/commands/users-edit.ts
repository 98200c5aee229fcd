import type { UserId } from '#contract/ids.ts';
import { inTransaction, type Tx } from '#db/pool.ts';
import { removePlays } from '#history/remove-plays.ts';
import { editPerson, existingPeople, hidePeople, restorePerson } from '#users/edit-people.ts';
import { userIdOf } from '#users/people.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import { lastSent } from '../params.ts';
import { failed, type Reply, succeeded } from '../reply.ts';

const WHOM = { user_id: { kind: 'id' }, row_ids: { kind: 'ids' } } as const;

interface Whom {
  readonly user_id: number | null | undefined;
  readonly row_ids: readonly (number | null)[] | undefined;
}

interface Sayings {
  readonly done: string;
  readonly failed: string;
}

/** Does something to the people meant; rows win over the number of one, and people there are not are no mistake. */
async function toPeople(
  { user_id, row_ids = [] }: Whom,
  { db, sent }: CommandContext,
  sayings: Sayings,
  change: (tx: Tx, ids: readonly UserId[]) => Promise<void>,
): Promise<Reply> {
  const isOne = row_ids.length === 0;
  if (isOne && (lastSent(sent, 'user_id') ?? '') === '') return failed('No user id or row ids received.');
  const numbers = isOne ? [user_id ?? null] : row_ids;
  const known = numbers.filter((number) => number !== null);
  if (known.length < numbers.length) return failed(sayings.failed);
  await inTransaction(db, async (tx) => {
    const ids = isOne ? await oneOf(tx, known) : await existingPeople(tx, known);
    await change(tx, ids);
  });
  return succeeded(sayings.done);
}

async function oneOf(tx: Tx, [plexUserId]: readonly number[]): Promise<UserId[]> {
  const id = plexUserId === undefined ? null : await userIdOf(tx, plexUserId);
  return id === null ? [] : [id];
}

async function removeHistory(tx: Tx, ids: readonly UserId[]): Promise<void> {
  for (const userId of ids) await removePlays(tx, { kind: 'user', userId });
}

/** Commands that change people (API notes 17). */
export const userEditCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'edit_user',
    summary: 'Changes name, picture and rules of a user',
    access: 'write',
    params: {
      user_id: { kind: 'id', required: true },
      friendly_name: { kind: 'text' },
      custom_thumb: { kind: 'text' },
      do_notify: { kind: 'boolean' },
      keep_history: { kind: 'boolean' },
      allow_guest: { kind: 'boolean' },
    },
    handle: async ({ user_id, friendly_name, custom_thumb, do_notify, keep_history, allow_guest }, { db }) => {
      if (user_id !== null)
        await editPerson(db, user_id, {
          friendlyName: friendly_name,
          customThumb: custom_thumb,
          notifies: do_notify,
          keepHistory: keep_history,
          allowsGuest: allow_guest,
        });
      return 'Successfully updated user.';
    },
  }),
  defineCommand({
    name: 'delete_user',
    summary: 'Removes users with their history',
    access: 'admin',
    params: WHOM,
    handle: (whom, context) =>
      toPeople(whom, context, { done: 'Deleted user.', failed: 'Failed to delete user(s).' }, async (tx, ids) => {
        await removeHistory(tx, ids);
        await hidePeople(tx, ids);
      }),
  }),
  defineCommand({
    name: 'delete_all_user_history',
    summary: 'Deletes every play of users',
    access: 'admin',
    params: WHOM,
    handle: (whom, context) =>
      toPeople(
        whom,
        context,
        { done: 'Deleted user history.', failed: 'Failed to delete user(s) history.' },
        removeHistory,
      ),
  }),
  defineCommand({
    name: 'undelete_user',
    summary: 'Brings a removed user back',
    access: 'write',
    params: { user_id: { kind: 'id' }, username: { kind: 'text' } },
    handle: async ({ user_id, username = '' }, { db, sent }) => {
      const isNumbered = (lastSent(sent, 'user_id') ?? '') !== '';
      if (isNumbered && typeof user_id === 'number' && (await restorePerson(db, { plexUserId: user_id })))
        return succeeded(`Re-added user with user_id ${user_id}.`);
      if (!isNumbered && username !== '' && (await restorePerson(db, { username })))
        return succeeded(`Re-added user with username ${username}.`);
      return failed('Unable to re-add user. Invalid user_id or username.');
    },
  }),
];
