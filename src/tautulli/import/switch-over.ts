/** One transaction: transform, compare, and only then everything is there at once. */
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { keepClientIdentifier } from '#config/installation.ts';
import type { ImportId, ServerId } from '#contract/ids.ts';
import { LIVE_CHANNEL, type Wake } from '#contract/wake.ts';
import { suspendIndexes } from '#db/bulk.ts';
import { notify } from '#db/listen.ts';
import { forgetPlayBlocks } from '#db/play-blocks.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import { rebuildSummaries } from '#history/summaries.ts';
import { Problem } from '#problem';
import { type ChosenServer, settleServer } from './choose-server.ts';
import type { MappedConfig } from './config-ini/map-config.ts';
import {
  addMissingItems,
  addMissingStreams,
  dropUnusedDescriptions,
  transformItemKeys,
  transformItems,
  transformPlayers,
  transformStreams,
} from './queries-descriptions.ts';
import { clearOthers, transformOthers } from './queries-others.ts';
import {
  addMissingLibraries,
  addMissingUsers,
  linkOwner,
  mapSections,
  mapServers,
  transformAccess,
  transformLibraries,
  transformUsers,
} from './queries-people.ts';
import {
  buildPlays,
  clearHistory,
  insertGroupsAndPlays,
  lockHistory,
  offsetOfPlays,
  summarizeEnds,
} from './queries-plays.ts';
import { type RunningResult, transformRunning } from './queries-running.ts';
import { liftTimeLimits } from './queries-staging.ts';
import {
  addApiKey,
  addOwner,
  alignSequences,
  backendOf,
  beginImport,
  cancelBackend,
  endImport,
  type ImportRow,
} from './queries-switch.ts';
import { brokenGroups, compareSums, differingMonths } from './queries-verify.ts';
import { settingsToStore } from './read-config.ts';
import type { ChecksumReport, ImportDeps, ImportReport } from './types.ts';

/** Above this many plays it is quicker to build indexes once at the end. */
const MANY_PLAYS = 20_000;
const BUSY_TABLES = ['plays', 'watch_groups'];

export interface SwitchInput {
  readonly chosen: ChosenServer;
  readonly importRow: Omit<ImportRow, 'serverId'>;
  readonly existingImport: ImportId | null;
  readonly lastPlayAt: Date | null;
  readonly stagedPlays: number;
  readonly sequences: Readonly<Record<string, number>>;
  readonly config: MappedConfig | null;
  readonly isDryRun: boolean;
  readonly step: (what: string) => void;
  readonly signal: AbortSignal;
  readonly report: (result: Transformed) => ImportReport;
}

export interface Transformed {
  readonly users: { readonly added: number; readonly renewed: number };
  readonly libraries: { readonly added: number; readonly renewed: number };
  readonly others: Readonly<Record<string, number>>;
  readonly running: RunningResult;
  readonly missingUsers: number;
  readonly missingLibraries: number;
  readonly checksums: readonly ChecksumReport[];
}

/** Ends the transaction of a dry run without leaving anything. */
class DryRunDone extends Error {
  readonly report: ImportReport;
  constructor(report: ImportReport) {
    super('dry run');
    this.report = report;
  }
}

/** Brings the staged rows into the database, all or nothing. @throws Problem `invalid` when the result differs. */
export async function switchOver(db: Db, deps: ImportDeps, input: SwitchInput): Promise<ImportReport> {
  try {
    const report = await inTransaction(db, (tx) => cancellable(db, tx, input.signal, () => runSwitch(tx, deps, input)));
    deps.settings?.refresh();
    return report;
  } catch (error) {
    if (error instanceof DryRunDone) return error.report;
    input.signal.throwIfAborted();
    throw error;
  }
}

/** A statement that runs when the signal comes is cancelled: some take long. */
async function cancellable<T>(db: Db, tx: Tx, signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const backend = await backendOf(tx);
  const cancel = (): void => {
    // The transaction that was cancelled says what came of it.
    cancelBackend(db, backend).catch(() => undefined);
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await run();
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

async function runSwitch(tx: Tx, deps: ImportDeps, input: SwitchInput): Promise<ImportReport> {
  const step = (what: string): void => {
    input.signal.throwIfAborted();
    input.step(what);
  };
  await liftTimeLimits(tx);
  await tx.execute(sql`set local work_mem = '64MB'`);
  await tx.execute(sql`set local maintenance_work_mem = '128MB'`);
  step('server');
  await lockHistory(tx);
  const server = await settleServer(tx, input.chosen);
  const importId = await beginImport(tx, input.existingImport, { ...input.importRow, serverId: server.id });
  const people = await movePeople(tx, server.id, server.machineIdentifier, step);
  const restore = await moveDescriptions(tx, server.id, input, step);
  step('plays');
  const wasReplaced = (await clearHistory(tx, server.id, input.lastPlayAt)) > 0;
  const offset = await offsetOfPlays(tx);
  await buildPlays(tx, server.id, importId, offset);
  await insertGroupsAndPlays(tx);
  await transformItemKeys(tx, server.id);
  step('running streams');
  const running = await transformRunning(tx, server.id, importId);
  step('indexes');
  await restore();
  await summarizeEnds(tx);
  // What is kept beside the plays: totals, and the plays laid out by column.
  step('totals');
  await rebuildSummaries(tx);
  await forgetPlayBlocks(tx, 'all');
  if (wasReplaced) await dropUnusedDescriptions(tx, server.id);
  step('other tables');
  await clearOthers(tx, server.id, importId);
  const others = await transformOthers(tx, server.id, importId);
  await storeConfig(tx, deps, input.config);
  const idOffsets = offset > 0 ? { ...others.offsets, plays: offset } : others.offsets;
  await alignSequences(tx, input.sequences, idOffsets);
  step('comparing');
  const checksums = await verify(tx, importId, server.id, offset);
  const report = input.report({ ...people, others: others.imported, running, checksums });
  if (input.isDryRun) throw new DryRunDone(report);
  await endImport(tx, importId, report, idOffsets);
  const wake: Wake = { t: 'imported', serverId: server.id, hasStreams: running.imported > 0 };
  await notify(tx, LIVE_CHANNEL, wake);
  step('commit');
  return report;
}

async function movePeople(tx: Tx, serverId: ServerId, machineIdentifier: string | null, step: (what: string) => void) {
  step('users');
  const users = await transformUsers(tx, serverId);
  const missingUsers = await addMissingUsers(tx);
  await transformAccess(tx, serverId);
  await linkOwner(tx, serverId);
  step('libraries');
  await mapServers(tx, serverId, machineIdentifier);
  const libraries = await transformLibraries(tx);
  const missingLibraries = await addMissingLibraries(tx, serverId);
  await mapSections(tx, serverId);
  return { users, libraries, missingUsers, missingLibraries };
}

/** Answers what puts the indexes back that were taken away for speed. */
async function moveDescriptions(
  tx: Tx,
  serverId: ServerId,
  { stagedPlays }: SwitchInput,
  step: (what: string) => void,
): Promise<() => Promise<void>> {
  step('items');
  await transformItems(tx, serverId);
  await addMissingItems(tx, serverId);
  step('streams');
  await transformStreams(tx);
  await addMissingStreams(tx);
  await transformPlayers(tx);
  if (stagedPlays < MANY_PLAYS) return () => Promise.resolve();
  return suspendIndexes(tx, BUSY_TABLES);
}

async function verify(tx: Tx, importId: ImportId, serverId: ServerId, offset: number): Promise<ChecksumReport[]> {
  const sums = await compareSums(tx, importId, offset);
  const months = await differingMonths(tx, importId);
  const groups = await brokenGroups(tx, serverId);
  const different = sums.filter((sum) => !sum.isEqual).map((sum) => `${sum.name} ${sum.source} / ${sum.target}`);
  if (months > 0) different.push(`${months} months of people`);
  if (groups > 0) different.push(`${groups} watch groups`);
  if (different.length === 0) return sums;
  throw new Problem('invalid', `What was imported is not what was read: ${different.join(', ')}`, {
    hint: 'Nothing was changed. Please report this with the numbers',
  });
}

/** Settings, the owner's account and the API key of config.ini. */
async function storeConfig(tx: Tx, deps: ImportDeps, config: MappedConfig | null): Promise<void> {
  if (config === null) return;
  if (deps.settings !== null) {
    const locked = deps.settings.locked();
    await deps.settings.updateWithin(tx, settingsToStore(config, locked));
  }
  if (config.server?.uuid) await keepClientIdentifier(tx, config.server.uuid);
  const { account, apiKey } = config;
  if (account.username !== null && account.password?.kind === 'pbkdf2')
    await addOwner(tx, { username: account.username, passwordHash: account.password.hash });
  if (apiKey !== null) await addApiKey(tx, createHash('sha256').update(apiKey.key).digest('hex'), apiKey.isEnabled);
}
