import {
  editLibrary,
  existingLibraries,
  hideLibraries,
  type LibraryPlace,
  libraryOfMachine,
  restoreLibrary,
} from '#catalogue/edit-libraries.ts';
import { mainServer } from '#catalogue/main-server.ts';
import { inTransaction, type Tx } from '#db/pool.ts';
import { removePlays } from '#history/remove-plays.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import { lastSent } from '../params.ts';
import { failed, type Reply, succeeded } from '../reply.ts';

const WHICH = { server_id: { kind: 'text' }, section_id: { kind: 'id' }, row_ids: { kind: 'ids' } } as const;

interface Which {
  readonly server_id: string | undefined;
  readonly section_id: number | null | undefined;
  readonly row_ids: readonly (number | null)[] | undefined;
}

interface Sayings {
  readonly done: string;
  readonly failed: string;
}

/** Does something to the libraries meant; rows win over the number of one, and libraries there are not are no mistake. */
async function toLibraries(
  { server_id = '', section_id, row_ids = [] }: Which,
  { db, sent }: CommandContext,
  sayings: Sayings,
  change: (tx: Tx, found: readonly LibraryPlace[]) => Promise<void>,
): Promise<Reply> {
  const isOne = row_ids.length === 0;
  if (isOne && (server_id === '' || (lastSent(sent, 'section_id') ?? '') === ''))
    return failed('No server id and section id or row ids received.');
  const numbers = isOne ? [section_id ?? null] : row_ids;
  const known = numbers.filter((number) => number !== null);
  if (known.length < numbers.length) return failed(sayings.failed);
  await inTransaction(db, async (tx) => {
    const [one = 0] = known;
    await change(tx, isOne ? await libraryOfMachine(tx, server_id, one) : await existingLibraries(tx, known));
  });
  return succeeded(sayings.done);
}

/** Plays of another server's library stay: it is a leftover, and its number may be in use here. */
async function removeHistory(tx: Tx, found: readonly LibraryPlace[]): Promise<void> {
  const own = await mainServer(tx);
  for (const { id, serverId } of found) if (serverId === own) await removePlays(tx, { kind: 'library', libraryId: id });
}

const ids = (found: readonly LibraryPlace[]) => found.map(({ id }) => id);

/** Commands that change libraries (API notes 17). */
export const libraryEditCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'edit_library',
    summary: 'Changes pictures and rules of a library',
    access: 'write',
    params: {
      section_id: { kind: 'id', required: true },
      custom_thumb: { kind: 'text' },
      custom_art: { kind: 'text' },
      do_notify: { kind: 'boolean' },
      do_notify_created: { kind: 'boolean' },
      keep_history: { kind: 'boolean' },
    },
    handle: async ({ section_id, custom_thumb, custom_art, do_notify, do_notify_created, keep_history }, { db }) => {
      const serverId = await mainServer(db);
      if (section_id !== null && serverId !== null)
        await editLibrary(db, serverId, section_id, {
          customThumb: custom_thumb,
          customArt: custom_art,
          notifies: do_notify,
          notifiesAdded: do_notify_created,
          keepHistory: keep_history,
        });
      return 'Successfully updated library.';
    },
  }),
  defineCommand({
    name: 'delete_library',
    summary: 'Removes libraries with their history',
    access: 'admin',
    params: WHICH,
    handle: (which, context) => {
      const sayings = { done: 'Deleted library.', failed: 'Failed to delete library(s).' };
      return toLibraries(which, context, sayings, async (tx, found) => {
        await removeHistory(tx, found);
        await hideLibraries(tx, ids(found));
      });
    },
  }),
  defineCommand({
    name: 'delete_all_library_history',
    summary: 'Deletes every play of libraries',
    access: 'admin',
    params: WHICH,
    handle: (which, context) => {
      const sayings = { done: 'Deleted library history.', failed: 'Failed to delete library(s) history.' };
      return toLibraries(which, context, sayings, removeHistory);
    },
  }),
  defineCommand({
    name: 'undelete_library',
    summary: 'Brings a removed library back',
    access: 'write',
    params: { section_id: { kind: 'id' }, section_name: { kind: 'text' } },
    handle: async ({ section_id, section_name: name = '' }, { db, sent }) => {
      const serverId = await mainServer(db);
      const isNumbered = (lastSent(sent, 'section_id') ?? '') !== '';
      const refusal = failed('Unable to re-add library. Invalid section_id or section_name.');
      if (serverId === null) return refusal;
      if (
        isNumbered &&
        typeof section_id === 'number' &&
        (await restoreLibrary(db, serverId, { sectionId: section_id }))
      )
        return succeeded(`Re-added library with section_id ${section_id}.`);
      if (!isNumbered && name !== '' && (await restoreLibrary(db, serverId, { name })))
        return succeeded(`Re-added library with section_name ${name}.`);
      return refusal;
    },
  }),
];
