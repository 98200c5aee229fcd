/** The models are the truth: migrations are generated from here and reviewed. */
export { itemKeys, itemSnapshots, items } from './items.ts';
export { plays, sessions, watchGroups } from './playback.ts';
export { libraries, serverAccounts, serverGaps, servers, users } from './servers.ts';
export { settings } from './settings.ts';
export { players, streamSnapshots } from './streams.ts';
