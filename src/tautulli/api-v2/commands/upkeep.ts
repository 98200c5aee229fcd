/** Reading anew and clearing away (API notes 17). */

import type { PlayId } from '#contract/ids.ts';
import { inTransaction } from '#db/pool.ts';
import { regroupPlays } from '#history/regroup.ts';
import { removePlays } from '#history/remove-plays.ts';
import { describeError } from '#problem';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import { lastSent } from '../params.ts';
import { failed, succeeded } from '../reply.ts';

/** Numbers of plays are no larger. */
const MAX_PLAY = 2_147_483_647;

const isPlay = (id: number | null): id is PlayId => id !== null && id > 0 && id <= MAX_PLAY;

/** Goes on after the answer; what becomes of it stands in the log. */
async function regroup({ db, log, settings }: CommandContext): Promise<void> {
  try {
    const count = await inTransaction(db, (tx) => regroupPlays(tx, settings));
    log.info({ plays: count }, 'the history was grouped anew');
  } catch (error) {
    log.error({ reason: describeError(error) }, 'the history could not be grouped anew');
  }
}

export const upkeepCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'refresh_libraries_list',
    summary: 'Reads the libraries from Plex again',
    access: 'write',
    params: {},
    // Without a server the reference fails without a word.
    handle: async (_params, { services }) => (await services.readAnew?.('libraries')) ?? null,
  }),
  defineCommand({
    name: 'refresh_users_list',
    summary: 'Reads the users from plex.tv again',
    access: 'write',
    params: {},
    handle: async (_params, { services }) => (await services.readAnew?.('people')) ?? false,
  }),
  defineCommand({
    name: 'delete_history',
    summary: 'Deletes plays by their row ids',
    access: 'write',
    params: { row_ids: { kind: 'ids', required: 'No row ids received.' } },
    async handle({ row_ids }, { db }) {
      const ids = row_ids.filter(isPlay);
      if (ids.length > 0) await inTransaction(db, (tx) => removePlays(tx, { kind: 'plays', ids }));
      return succeeded('Deleted history.');
    },
  }),
  defineCommand({
    name: 'regroup_history',
    summary: 'Finds anew which plays are one viewing',
    access: 'write',
    params: {},
    handle(_params, context) {
      void regroup(context);
      return succeeded('Regrouping play history started. Check the logs to monitor any problems.');
    },
  }),
  defineCommand({
    name: 'delete_lookup_info',
    summary: 'Deletes what was looked up at metadata providers',
    access: 'write',
    params: { rating_key: { kind: 'id' }, service: { kind: 'text', default: '' }, delete_all: { kind: 'text' } },
    // Nothing is looked up at providers from here, so there is nothing left to delete.
    handle({ rating_key, service }, { sent }) {
      const isAll = (lastSent(sent, 'delete_all') ?? '') !== '' && service !== '';
      return rating_key === undefined && !isAll
        ? failed('Failed to delete lookup info.')
        : succeeded('Deleted lookup info.');
    },
  }),
];
