/** Everything that knows neither Tautulli nor the web. */
const FEATURES = [
  'contract',
  'config',
  'db',
  'plex',
  'images',
  'users',
  'catalogue',
  'history',
  'statistics',
  'notifications',
  'newsletters',
  'exports',
  'monitoring',
  'auth',
  'jobs',
];

/**
 * Which room of `src/` may import which other room, in the order of the way of a playback. The files directly in
 * `src/` (clock, log, problem, version) are open to all rooms but `contract/`.
 */
export const ROOMS: Readonly<Record<string, { readonly may: readonly string[]; readonly reason: string }>> = {
  contract: { may: [], reason: 'the web app takes it along, so it brings nothing of the server with it' },
  db: { may: ['contract'], reason: 'the database knows no feature' },
  config: { may: ['contract', 'db'], reason: 'the environment and the stored settings come before every feature' },
  plex: { may: ['contract', 'config'], reason: 'Plex becomes facts; what they mean is decided elsewhere' },
  images: { may: ['contract', 'config', 'db', 'plex'], reason: 'images are fetched from Plex and kept in files' },
  users: { may: ['contract', 'config', 'db', 'plex'], reason: 'people are known without their history' },
  catalogue: { may: ['contract', 'config', 'db', 'plex'], reason: 'items are known without their history' },
  history: {
    may: ['contract', 'config', 'db', 'plex', 'users', 'catalogue'],
    reason: 'recording a play does not need to know how it was observed',
  },
  statistics: {
    may: ['contract', 'config', 'db', 'users', 'catalogue', 'history'],
    reason: 'numbers are made of what was recorded',
  },
  notifications: {
    may: ['contract', 'config', 'db', 'plex', 'users', 'catalogue', 'history'],
    reason: 'what happened is told by whoever commits it; agents only read what was committed',
  },
  newsletters: { may: ['contract', 'db'], reason: 'what was written, and when' },
  exports: { may: ['contract', 'config', 'db', 'plex', 'catalogue'], reason: 'what was exported' },
  monitoring: {
    may: ['contract', 'config', 'db', 'plex', 'users', 'catalogue', 'history', 'notifications'],
    reason: 'it decides and commits; who shows it reads what was committed',
  },
  auth: {
    may: ['contract', 'config', 'db', 'plex', 'users'],
    reason: 'who may come in is decided without knowing what there is to see',
  },
  jobs: { may: ['contract', 'config', 'db'], reason: 'when something runs is declared apart from what it does' },
  tautulli: {
    may: FEATURES,
    reason: 'the old world is translated at the edge; nothing inside knows its quirks',
  },
  http: {
    may: [...FEATURES, 'tautulli'],
    reason: 'routes call use cases; nothing is started from a route',
  },
  cli: {
    may: [...FEATURES, 'tautulli', 'http'],
    reason: 'the commands put the rooms together',
  },
};

/** Files directly in `src/` that every room (and the simulator) may import. */
export const COMMON: ReadonlySet<string> = new Set(['src/clock.ts', 'src/log.ts', 'src/problem.ts', 'src/version.ts']);
