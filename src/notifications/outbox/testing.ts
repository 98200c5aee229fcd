/** A database with a server, a person and agents, and things that happen there. */
import { type ManualClock, manualClock } from '#clock-testing';
import { DEFAULT_SETTINGS, type Settings } from '#config/settings.ts';
import type { Trigger } from '#contract/enums.ts';
import type { NotifierId, RatingKey, ServerId, SessionId, SessionKey, UserId } from '#contract/ids.ts';
import { notifiers, notifierTriggers, servers, sessions, users } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { backFill } from '#history/back-fill.ts';
import { createFactCache } from '#history/fact-cache.ts';
import { storeDescriptions } from '#history/store-descriptions.ts';
import { silentLog } from '#log';
import type { ListedSession } from '#plex/facts.ts';
import { NO_STREAM, NOTHING_PLAYED, noItemFacts } from '#plex/no-facts.ts';
import type { Agent, Message, Outcome } from '../agents/agent.ts';
import type { Announcement, StreamMoment, StreamTrigger } from '../announce.ts';
import type { Words } from '../parameters/types.ts';
import { createPrepare } from './prepare.ts';
import type { OutboxDeps } from './worker.ts';

export interface Scene {
  readonly database: TestDatabase;
  readonly clock: ManualClock;
  readonly serverId: ServerId;
  readonly userId: UserId;
  /** What the agents were given, in order. */
  readonly sent: Message[];
  /** How the agents answer; sent unless said otherwise. */
  answer: (message: Message, config: unknown) => Outcome | Promise<Outcome>;
  settings: Settings;
  readonly deps: OutboxDeps;
}

const WORDS: Words = {
  stream: ({ item }) => ({ title: item.title, full_title: item.fullTitle, media_type: item.mediaType }),
  item: ({ item }) => ({ title: item.title, full_title: item.fullTitle, media_type: item.mediaType }),
};

const open = (sealed: string): string => sealed;

/** An agent of every kind that asks the scene what to do. */
const pretend = (scene: () => Scene, id: number): Agent => ({
  id,
  name: 'webhook',
  label: 'Webhook',
  minGapMs: 0,
  settings: [],
  readConfig: () => ({}),
  async send(config, message) {
    const outcome = await scene().answer(message, config);
    if (outcome.kind === 'sent') scene().sent.push(message);
    return outcome;
  },
});

export async function createScene(): Promise<Scene> {
  const database = await createTestDatabase();
  const { db, connection } = database;
  const clock = manualClock();
  const [server] = await db
    .insert(servers)
    .values({ name: 'Harbour', url: 'http://plex', tokenSealed: '' })
    .returning();
  const [user] = await db.insert(users).values({ username: 'anna', plexUserId: 71 }).returning();
  if (server === undefined || user === undefined) throw new Error('the scene was not set');
  const scene: Scene = {
    database,
    clock,
    serverId: server.id,
    userId: user.id,
    sent: [],
    answer: () => ({ kind: 'sent' }),
    settings: DEFAULT_SETTINGS,
    deps: {
      db,
      connection,
      clock,
      log: silentLog,
      settings: async () => scene.settings,
      prepare: createPrepare({ log: silentLog, words: WORDS, timeZone: 'UTC', open }),
      request: async () => ({ ok: false, problem: 'no network', isForGood: false }),
      agentById: (id) => pretend(() => scene, id),
      open,
      random: () => 0.5,
    },
  };
  return scene;
}

/** An agent with these triggers switched on. */
export async function addAgent(
  { database: { db } }: Scene,
  triggers: readonly Trigger[],
  over: Partial<typeof notifiers.$inferInsert> = {},
): Promise<NotifierId> {
  const kind = { agentId: 25, agentName: 'webhook', agentLabel: 'Webhook', configSealed: '{}' };
  const [row] = await db
    .insert(notifiers)
    .values({ ...kind, ...over })
    .returning();
  if (row === undefined) throw new Error('the agent was not made');
  for (const trigger of triggers)
    await db
      .insert(notifierTriggers)
      .values({ notifierId: row.id, trigger, isEnabled: true, subject: '', body: '"{action}"' });
  return row.id;
}

export const aListed = (over: Partial<ListedSession> = {}): ListedSession => ({
  sessionKey: '1' as SessionKey,
  plexSessionId: 'sid-1',
  state: 'playing',
  viewOffsetMs: 0,
  hasPosition: true,
  account: { accountId: 71, name: 'anna', thumb: null },
  player: {
    machineId: 'tv-1',
    title: 'Living room',
    device: null,
    platform: 'Roku',
    platformVersion: null,
    product: null,
    productVersion: null,
    profile: null,
  },
  item: { ...noItemFacts('movie'), ratingKey: '101' as RatingKey, title: 'Tide', fullTitle: 'Tide' },
  stream: NO_STREAM,
  transcoder: null,
  played: NOTHING_PLAYED,
  file: null,
  ipAddress: '192.168.1.20',
  ipAddressPublic: null,
  location: 'lan',
  isLocal: true,
  isRelayed: false,
  isSecure: true,
  bandwidthKbps: 9000,
  liveUuid: null,
  ...over,
});

/** Something that happened to a stream of Anna's. */
export function anEvent(
  { clock, serverId, userId }: Scene,
  trigger: StreamTrigger,
  over: Partial<StreamMoment> = {},
): Announcement {
  const listed = over.listed ?? aListed();
  const stream: StreamMoment = {
    sessionId: 1 as SessionId,
    sessionKey: listed.sessionKey,
    userId,
    listed,
    state: 'playing',
    startedAt: clock.now(),
    stoppedAt: null,
    viewOffsetMs: 0,
    durationMs: 6_000_000,
    watchedMs: 0,
    pausedMs: 0,
    bufferCount: 0,
    isInitial: true,
    isWatched: false,
    marker: null,
    ...over,
  };
  return { kind: 'stream', trigger, at: clock.now(), serverId, stream };
}

/** A live stream of Anna's. */
export async function addSession(
  { database: { db }, clock, serverId }: Scene,
  over: { readonly sessionKey?: string; readonly ipAddress?: string | null; readonly startedAt?: number } = {},
): Promise<void> {
  const { sessionKey = '1', ipAddress = null, startedAt = clock.now() } = over;
  const listed = aListed();
  const described = await storeDescriptions(db, createFactCache(), serverId, listed, startedAt);
  await db.insert(sessions).values({
    ...described,
    serverId,
    sessionKey: sessionKey as SessionKey,
    mediaType: 'movie',
    isLive: false,
    state: 'playing',
    startedAt: new Date(startedAt),
    lastSeenAt: new Date(startedAt),
    viewOffsetMs: 0,
    viewOffsetAt: new Date(startedAt),
    watchedMs: 0,
    pausedMs: 0,
    bufferCount: 0,
    location: 'lan',
    isRelayed: false,
    isTranscodeThrottled: false,
    ipAddress,
  });
}

/** Half an hour of a film that Anna watched. */
export async function addPlay(
  { database: { db }, serverId, settings }: Scene,
  { machineId, startedAt }: { readonly machineId: string; readonly startedAt: number },
): Promise<void> {
  const { player } = aListed();
  const listed = aListed({ player: { ...player, machineId } });
  const length = 1_800_000;
  const play = { listed, startedAt, stoppedAt: startedAt + length, pausedMs: 0, viewOffsetMs: length };
  await backFill(db, serverId, settings, [play], () => undefined);
}
