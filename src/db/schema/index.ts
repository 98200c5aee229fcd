/** The models are the truth: migrations are generated from here and reviewed. */
export {
  accountIdentities,
  accountPreferences,
  accountSessions,
  accounts,
  apiKeys,
  auditLog,
  jobRuns,
  passkeys,
  recoveryCodes,
  signInSteps,
  signIns,
} from './accounts.ts';
export {
  addressPlaces,
  continuedStreams,
  devices,
  externalLookups,
  hostedImages,
  imageHashes,
  metadataExports,
  recentlyAdded,
} from './catalogue.ts';
export { imports } from './imports.ts';
export { itemKeys, itemSnapshots, items } from './items.ts';
export { newsletterLog, newsletters } from './newsletters.ts';
export { notificationLog, notificationOutbox, notifiers, notifierTriggers } from './notifications.ts';
export { playStreamChanges, plays, sessions, watchGroups } from './playback.ts';
export { playBlocks } from './rollups.ts';
export { savedViews } from './saved-views.ts';
export { leadership, pendingAdditions, serverLife } from './server-life.ts';
export { libraries, serverAccess, serverAccounts, serverGaps, servers, users } from './servers.ts';
export { settings } from './settings.ts';
export { players, streamSnapshots } from './streams.ts';
export { libraryUserTotals, ratingKeyTotals, userTotals } from './summaries.ts';
export { deletedPlays, playNotes } from './trash.ts';
