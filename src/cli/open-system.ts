/** What the installation does for itself, over an open house: settings, tasks, its log, and how it stands. */
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { audit, type By } from '#auth/audit.ts';
import type { Auth } from '#auth/auth.ts';
import { createSettingsDesk } from '#config/settings-desk.ts';
import { purgeTrash } from '#history/trash.ts';
import type { HttpDeps } from '#http/deps.ts';
import { createLogFiles, type LogFiles } from '#jobs/log-files.ts';
import { createLogReader } from '#jobs/read-log.ts';
import { createRecorder, type Progress, type Recorder } from '#jobs/record.ts';
import { createTaskRunner, type TaskAction, type TaskRunner } from '#jobs/runner.ts';
import { createSystemDesk, maskOptions } from '#jobs/system-desk.ts';
import { createTaskDesk } from '#jobs/task-desk.ts';
import { analyseTables, tidyRuns } from '#jobs/upkeep.ts';
import { Problem } from '#problem';
import { SEES_ALL } from '#users/visible.ts';
import { VERSION } from '../version.ts';
import type { CommandContext } from './context.ts';
import type { House } from './house.ts';
import { readLicences } from './licences.ts';

const logDirOf = (dataDir: string): string => join(dataDir, 'logs');

/** Begins to keep the log in files; null when nobody hands the lines over. */
export function keepLogFiles({ config, clock, keepLog }: CommandContext): LogFiles | null {
  if (keepLog === undefined) return null;
  const files = createLogFiles({ dir: logDirOf(config.dataDir), clock });
  keepLog(files);
  return files;
}

export interface OpenSystemDeps {
  readonly context: CommandContext;
  readonly files: LogFiles | null;
  /** @throws Problem `unavailable` until the database is open. */
  rooms(): House;
}

/** What the web side asks; needs an open house only when it is asked. */
export function openSystem({
  context,
  files,
  rooms,
}: OpenSystemDeps): Pick<HttpDeps, 'settings' | 'tasks' | 'logs' | 'system'> {
  const { config, clock, log } = context;
  const db = () => rooms().database.db;
  const settings = async () => rooms().settings.current();
  return {
    settings: createSettingsDesk<By>({
      db,
      store: () => rooms().settings,
      note: (tx, by, { key, details }) => audit(tx, by, { action: 'setting.changed', subject: key, details }),
    }),
    tasks: createTaskDesk<By>({
      db,
      settings,
      clock,
      note: (tx, by, name) => audit(tx, by, { action: 'task.started', subject: name }),
    }),
    logs: createLogReader({ files, mask: () => maskOptions(settings, db) }),
    system: createSystemDesk({
      db,
      clock,
      log,
      machine: {
        version: VERSION,
        node: process.version,
        platform: `${process.platform} ${process.arch}`,
        timeZone: config.timeZone,
        paths: { data: config.dataDir, logs: logDirOf(config.dataDir) },
        startedAt: clock.now(),
      },
      isBuiltIn: () => rooms().database.cluster !== undefined,
      isLeading: () => rooms().watching.leader.isLeading(),
      servers: async () => rooms().activity.servers(SEES_ALL),
      async disk() {
        const { bavail, blocks, bsize } = await statfs(config.dataDir);
        return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
      },
      memoryBytes: () => process.memoryUsage.rss(),
      licences: readLicences,
    }),
  };
}

export interface OpenTasksDeps {
  readonly context: CommandContext;
  readonly database: House['database'];
  readonly settings: House['settings'];
  readonly auth: Pick<Auth, 'cleanUp'>;
  readonly recorder: Recorder;
  rooms(): House;
}

/** Keeps the record of what runs. */
export const openRecorder = ({ clock, log }: CommandContext, { db }: House['database']): Recorder =>
  createRecorder({ db, clock, log });

/** Whoever runs tasks, which only the leader does. */
export function openTasks({ context, database, settings, auth, recorder, rooms }: OpenTasksDeps): TaskRunner {
  const { clock, log } = context;
  const { db, connection } = database;
  return createTaskRunner({
    clock,
    log: log.child({ part: 'tasks' }),
    connection,
    recorder,
    settings: () => settings.current(),
    random: Math.random,
    actions: {
      people: forServers(rooms, 'people'),
      libraries: forServers(rooms, 'libraries'),
      token: forServers(rooms, 'token'),
      'plex-release': forServers(rooms, 'update'),
      outbox: () => rooms().notifying.outbox.clean(),
      sessions: () => auth.cleanUp(),
      trash: async () => void (await purgeTrash(db, clock.now())),
      analyse: analyseTables(db),
      runs: tidyRuns(db, clock),
    },
  });
}

type Reading = Parameters<House['monitoring']['readAnew']>[1];

/** Reads something of one server after the other. */
const forServers =
  (rooms: () => House, what: Reading): TaskAction =>
  async (progress: Progress, signal) => {
    const { activity, monitoring } = rooms();
    const known = (await activity.servers(SEES_ALL)).flatMap(({ id, name }) => {
      const serverId = id as Parameters<House['monitoring']['readAnew']>[0];
      return monitoring.mediaServer(serverId) === undefined ? [] : [{ serverId, name }];
    });
    const failed: string[] = [];
    for (const [done, { serverId, name }] of known.entries()) {
      if (signal.aborted) return;
      progress(done, known.length, name);
      if (!(await monitoring.readAnew(serverId, what))) failed.push(name);
    }
    progress(known.length, known.length);
    if (failed.length === 0) return;
    throw new Problem('upstream', `This did not succeed for ${failed.join(', ')}`, { hint: 'The log may say why' });
  };
