/** A native API that always answers the same, for tests of the web side. */

import type { LibraryRow } from '#contract/libraries.ts';
import type { StreamView } from '#contract/media.ts';
import type { NotifierDetail } from '#contract/notifications.ts';
import type { PersonRow } from '#contract/people.ts';
import type { NativeApi } from './native-api.ts';
import { aNativeHistory } from './native-history-testing.ts';
import { aNativeItems } from './native-items-testing.ts';
import { aNativeExports, aNativeLibraries } from './native-libraries-testing.ts';
import { aNativeLive } from './native-live-testing.ts';
import { aNativePeople } from './native-people-testing.ts';
import { aNativeStatistics } from './native-statistics-testing.ts';

const AT = '2026-11-24T16:05:16.000Z';

const amounts = { plays: 3, groups: 2, watchedMs: 7_000_000 };

const lastPlay = {
  playId: 5,
  itemId: 3,
  mediaType: 'movie',
  fullTitle: 'The Long Tide',
  playerTitle: 'Living room',
  platform: 'Android',
  ipAddress: '192.168.1.20',
} as const;

const aPerson: PersonRow = {
  id: 7,
  plexUserId: 700,
  name: 'Ada',
  username: 'ada',
  fullName: 'Ada Marsh',
  email: null,
  avatar: null,
  isOwner: true,
  isHomeUser: false,
  isRestricted: false,
  isActive: true,
  keepsHistory: true,
  isGuestAllowed: false,
  isDeleted: false,
  ...amounts,
  lastSeenAt: AT,
  lastPlay,
};

const aLibrary: LibraryRow = {
  id: 2,
  serverId: 1,
  sectionId: 4,
  name: 'Movies',
  type: 'movie',
  thumb: null,
  art: null,
  isActive: true,
  keepsHistory: true,
  isDeleted: false,
  items: 120,
  parents: null,
  children: null,
  ...amounts,
  lastPlayedAt: AT,
  lastPlay,
};

const windows = [
  { days: 1, plays: 0, groups: 0, watchedMs: 0 },
  { days: null, ...amounts },
];
const people = [{ id: 7, name: 'Ada', avatar: null, plays: 3, watchedMs: 7_000_000 }];
const nothing = { total: 0, found: 0, rows: [] };

const aNotifier: NotifierDetail = {
  id: 3,
  kindId: 25,
  kindName: 'webhook',
  kindLabel: 'Webhook',
  name: 'Home automation',
  isAvailable: true,
  isPaused: false,
  lastSentAt: AT,
  lastWasSuccess: true,
  settings: { hook: null, method: 'POST' },
  triggers: [{ trigger: 'on_play', isEnabled: true, subject: null, body: '{}' }],
  conditions: [{ parameter: 'user', operator: 'is', value: ['ada'] }],
  conditionsLogic: '',
};

/** Knows one agent. */
export const aNotifierDesk: NativeApi['notifiers'] = {
  list: async () => ({ notifiers: [aNotifier], kinds: [] }),
  read: async () => aNotifier,
  create: async () => aNotifier,
  update: async () => aNotifier,
  remove: async () => undefined,
  test: async () => ({ logId: 9, isSent: false, problem: 'The other side answers with error 404' }),
};

/** Everything answers well; `changes` replace parts. */
export const aNativeApi = (stream: StreamView, changes: Partial<NativeApi> = {}): NativeApi => ({
  ...aNativeStatistics,
  historyTotals: async () => ({ groups: 1, plays: 2, watchedMs: 7_000_000, people: 1 }),
  home: async () => ({ cards: [{ kind: 'most_concurrent', name: 'most_concurrent', peaks: [] }] }),
  playsSeries: async (_visible, { by, split, metric }) => ({
    by,
    split,
    metric,
    from: AT,
    until: AT,
    buckets: ['2026-11-24'],
    lines: [{ id: null, name: 'movie', total: 3, values: [3] }],
    others: null,
  }),
  concurrency: async () => ({ from: AT, until: AT, days: ['2026-11-24'], all: [2], byDecision: [] }),
  ...aNativePeople(aPerson, windows),
  ...aNativeLibraries(aLibrary, windows, people),
  ...aNativeExports,
  itemStatistics: async (_visible, itemId, level) => ({ itemId, level, ratingKey: '101', windows, people }),
  playStream: async () => stream,
  notificationLog: async () => nothing,
  notifiers: aNotifierDesk,
  newsletterLog: async () => nothing,
  ...aNativeItems(windows, people),
  ...aNativeLive,
  ...aNativeHistory,
  ...changes,
});
