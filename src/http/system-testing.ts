/** Stand-ins for settings, tasks, the log and the state of the installation, for tests of the web side. */
import type { SettingView } from '#contract/settings.ts';
import type { TaskView } from '#contract/tasks.ts';
import type { HttpDeps } from './deps.ts';

const AT = '2026-11-24T16:05:16.000Z';

const aSetting: SettingView = {
  key: 'groupHistory',
  group: 'general',
  help: 'Shows the interrupted plays of one viewing as a single row of the history.',
  limits: { kind: 'switch' },
  isAdvanced: false,
  isSecret: false,
  value: true,
  default: true,
  isSet: false,
  origin: 'default',
  changedAt: null,
  lock: null,
};

const aTask: TaskView = {
  name: 'sessions',
  everyMs: 3_600_000,
  setting: null,
  isRunning: false,
  isWaiting: false,
  nextRunAt: AT,
  runs: [],
};

/** Everything well, and one of each. */
export const systemDeps = (): Pick<HttpDeps, 'settings' | 'tasks' | 'logs' | 'system'> => ({
  settings: { list: async () => ({ settings: [aSetting] }), change: async () => ({ settings: [aSetting] }) },
  tasks: {
    list: async () => ({ at: AT, tasks: [aTask] }),
    run: async () => ({ ...aTask, isWaiting: true }),
  },
  logs: {
    page: async () => ({ lines: [], older: null, next: 0 }),
    async *download() {
      yield '{}\n';
    },
  },
  system: {
    health: async () => ({ at: AT, state: 'ok', checks: [] }),
    about: async () => ({
      version: '1.2.3',
      startedAt: AT,
      uptimeMs: 1,
      node: 'v26.0.0',
      platform: 'linux x64',
      timeZone: 'UTC',
      database: { version: '17.6', sizeBytes: 1, isBuiltIn: true },
      paths: { data: '/data', logs: '/data/logs' },
      memoryBytes: 1,
      licences: [],
    }),
  },
});
