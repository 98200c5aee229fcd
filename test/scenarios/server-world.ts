/** The life of one server and what is added to it, driven by recorded events on a database of its own. */
import { asc, eq, isNull } from 'drizzle-orm';
import { type ManualClock, manualClock } from '#clock-testing';
import { createSecretBox } from '#config/secret-box.ts';
import { DEFAULT_SETTINGS, type Settings } from '#config/settings.ts';
import type { ServerId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { notificationOutbox, pendingAdditions, recentlyAdded, serverLife, servers } from '#db/schema/index.ts';
import { silentLog } from '#log';
import { type Additions, createAdditions } from '#monitoring/recently-added/announce-additions.ts';
import { createReadings, type Readings } from '#monitoring/server-life/readings.ts';
import { createStates, type States } from '#monitoring/server-life/states.ts';
import type { Announcement } from '#notifications/announce.ts';
import { parseNotification } from '#plex/parse-notification.ts';
import { isOn, preference, remoteAccess } from '#plex/parse-server-state.ts';
import { recordedWorld, WORLD, type WorldRoute } from '#plex/world-testing.ts';

export interface ServerStep {
  readonly at: number;
  readonly routes?: readonly WorldRoute[];
  readonly ws?: unknown;
  readonly do?: string;
}

export class ServerWorld {
  readonly clock: ManualClock;
  private readonly db: Db;
  private readonly serverId: ServerId;
  private readonly t0: number;
  private readonly settings: Settings;
  private world: ReturnType<typeof recordedWorld>;
  private readonly states: States;
  private readonly readings: Readings;
  private readonly additions: Additions;

  constructor(options: {
    db: Db;
    serverId: ServerId;
    settings: Partial<Settings>;
    routes: readonly WorldRoute[];
    t0: number;
  }) {
    this.db = options.db;
    this.serverId = options.serverId;
    this.t0 = options.t0;
    this.clock = manualClock(options.t0);
    this.settings = { ...DEFAULT_SETTINGS, ...options.settings };
    this.world = recordedWorld(options.routes);
    const server = {
      id: options.serverId,
      name: 'Lanternhouse',
      url: WORLD.url,
      token: WORLD.token,
      machineIdentifier: WORLD.machineIdentifier,
    };
    const common = { db: this.db, clock: this.clock, log: silentLog, server, settings: async () => this.settings };
    this.readings = createReadings({
      ...common,
      box: createSecretBox('a key for tests only'),
      media: () => this.world.media,
      plexTv: { ...this.world.plexTv, ask: (question, signal) => this.world.plexTv.ask(question, signal) },
      isHeard: () => true,
      onNewLibraries: async () => undefined,
      onPeople: () => undefined,
    });
    this.states = createStates({
      ...common,
      channel: this.readings.channel,
      publishes: async (signal) => {
        const answer = await this.world.media.ask(preference('PublishServerOnPlexOnlineKey'), signal);
        return answer.ok ? { ok: true, value: isOn(answer.value) } : answer;
      },
      remoteAccess: (signal) => this.world.media.ask(remoteAccess, signal),
      onDown: () => void this.readings.token(),
    });
    this.additions = createAdditions({
      ...common,
      describe: (keys, signal) => this.world.media.metadata(keys, signal),
    });
  }

  /** The recordings begin with a server that is connected. */
  async begin(): Promise<void> {
    await this.db.update(servers).set({ platform: WORLD.platform, machineIdentifier: WORLD.machineIdentifier });
    this.states.onListening(true);
    await this.settle();
  }

  async step(step: ServerStep): Promise<void> {
    while (this.clock.now() < this.t0 + step.at * 1_000) {
      await this.clock.advance(Math.min(1_000, this.t0 + step.at * 1_000 - this.clock.now()));
      this.states.tick();
      this.additions.tick();
      await this.settle();
    }
    if (step.routes !== undefined) this.world = recordedWorld(step.routes);
    if (step.ws !== undefined) this.hear(JSON.stringify(step.ws));
    if (step.do === 'disconnect') this.states.onListening(false);
    if (step.do === 'connect') this.states.onListening(true);
    if (step.do === 'check_updates') await this.readings.update();
    if (step.do === 'check_token') await this.readings.token();
    await this.settle();
  }

  async stop(): Promise<void> {
    await this.states.stop(1_000);
    await this.additions.stop(1_000);
    await this.readings.stop(1_000);
  }

  /** Announced since the last call, in the order in which it was. */
  async announced(): Promise<readonly Announcement[]> {
    const rows = await this.db
      .delete(notificationOutbox)
      .where(isNull(notificationOutbox.notifierId))
      .returning({ id: notificationOutbox.id, payload: notificationOutbox.payload });
    return rows.sort((a, b) => a.id - b.id).map(({ payload }) => payload as Announcement);
  }

  async life() {
    const [row] = await this.db.select().from(serverLife).where(eq(serverLife.serverId, this.serverId));
    return { isUp: row?.isUp ?? null, isRemoteUp: row?.isRemoteUp ?? null };
  }

  async waiting(): Promise<string[]> {
    return (await this.db.select().from(pendingAdditions).orderBy(asc(pendingAdditions.id))).map(
      (row) => row.ratingKey,
    );
  }

  async remembered(): Promise<string[]> {
    return (await this.db.select().from(recentlyAdded).orderBy(asc(recentlyAdded.id))).map((row) => row.ratingKey);
  }

  private hear(text: string): void {
    const parsed = parseNotification(text);
    if (parsed.kind !== 'notification') return;
    const { notification } = parsed;
    if (notification.kind === 'timeline') this.additions.onChanges(notification.changes);
    if (notification.kind === 'reachability') this.states.onReachability(notification.isReachable);
  }

  /** Until what was heard is asked for and committed. */
  private async settle(): Promise<void> {
    await this.states.idle();
    await this.additions.idle();
    await this.readings.idle();
  }
}
