/** The product put together: web side first (it answers "starting"), then the database, then the servers. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { createMediaInfoCache } from '#catalogue/media-info.ts';
import { followSettings } from '#config/follow-settings.ts';
import type { PinnedSettings } from '#config/pinned-settings.ts';
import { createSecretBox, loadKeyFile, type SecretBox } from '#config/secret-box.ts';
import { createSettingsStore, type SettingsStore } from '#config/settings-store.ts';
import type { SessionId } from '#contract/ids.ts';
import type { Ready } from '#contract/system.ts';
import { LIVE_CHANNEL } from '#contract/wake.ts';
import { type Listening, listen } from '#db/listen.ts';
import { type Database, openDatabase } from '#db/open.ts';
import type { FilterContext } from '#history/native-filter.ts';
import { prepareHistoryTable } from '#history/plan-table.ts';
import { createHistoryReader, type HistoryReader } from '#history/read-history.ts';
import { createApp } from '#http/app.ts';
import { createLiveHub, type LiveHub } from '#http/live-hub.ts';
import type { ImageProxy } from '#images/proxy.ts';
import { createImageSigner } from '#images/sign.ts';
import { type ActivityReader, createActivityReader } from '#monitoring/activity.ts';
import { createLiveActivity, type LiveActivity } from '#monitoring/activity-live.ts';
import type { Monitoring } from '#monitoring/monitoring.ts';
import { describeError, Problem } from '#problem';
import { openApiV2 } from '#tautulli/api-v2/open-api.ts';
import { createImportDesk, type ImportDesk } from '#tautulli/import/service/import-desk.ts';
import { createUploads } from '#tautulli/import/service/uploads.ts';
import { VERSION } from '../version.ts';
import type { CommandContext } from './context.ts';
import { openImages } from './open-images.ts';
import { importDirOf, importTautulli, openImports } from './open-imports.ts';
import { openLive } from './open-live.ts';
import { openNative } from './open-native.ts';
import { type Notifying, openNotifierDesk, openNotifying } from './open-notifying.ts';
import { openPinned } from './open-pinned.ts';
import { openServices } from './open-services.ts';
import { openWatching, type Watching } from './open-watching.ts';

const WEB_DIR = fileURLToPath(new URL('../../dist/web', import.meta.url));
/** How long a stop waits for what was heard to be written. */
const DRAIN_MS = 5_000;

/** The rooms that need the database; there is none of them until it is open. */
interface House {
  readonly database: Database;
  readonly monitoring: Monitoring;
  readonly watching: Watching;
  readonly notifying: Notifying;
  readonly activity: ActivityReader;
  readonly live: LiveActivity;
  readonly history: HistoryReader;
  readonly imports: ImportDesk;
  readonly settings: SettingsStore;
}

export interface Service {
  /** Where it listens, e.g. `http://0.0.0.0:8181`. */
  readonly url: string;
  readonly database: Database;
  readonly activity: ActivityReader;
  readonly history: HistoryReader;
  readonly settings: SettingsStore;
  /** Reads the settings file again now. */
  reloadSettings(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts everything and resolves when it is ready; the web side listens from the beginning.
 * @throws Problem when the settings file does not fit, the port is taken, or the database cannot be opened or does not fit.
 */
export async function startService(context: CommandContext): Promise<Service> {
  const { config, log } = context;
  const box = createSecretBox(config.secretKey ?? loadKeyFile(config.dataDir));
  const pinned = await openPinned(context);
  const starting = new Starting(context, box, pinned);
  const app = await starting.listen().catch((error: unknown) => {
    pinned.close();
    throw error;
  });
  try {
    const house = await starting.open();
    log.info({ version: VERSION }, 'Spyglass is ready');
    return {
      url: starting.url,
      ...house,
      reloadSettings: () => pinned.reload(),
      stop: () => starting.stop(app),
    };
  } catch (error) {
    await starting.stop(app);
    throw error;
  }
}

class Starting {
  url = '';
  private readonly context: CommandContext;
  private readonly box: SecretBox;
  private readonly pinned: PinnedSettings;
  private readonly signer: ReturnType<typeof createImageSigner>;
  private readonly hub: LiveHub;
  private house: House | null = null;
  private images: ImageProxy | null = null;
  /** What brings changes of others here. */
  private readonly listening: Listening[] = [];

  constructor(context: CommandContext, box: SecretBox, pinned: PinnedSettings) {
    const { clock, log } = context;
    this.context = context;
    this.box = box;
    this.pinned = pinned;
    this.signer = createImageSigner(box.derive('images'));
    this.hub = createLiveHub({
      clock,
      log,
      snapshot: () => this.rooms().activity.activity(),
      sessionsByIds: (ids) => this.rooms().activity.sessionsByIds(ids),
      serverById: (id) => this.rooms().activity.server(id),
    });
  }

  /** @throws Problem `unavailable` until the database is open. */
  private rooms(): House {
    if (this.house === null)
      throw new Problem('unavailable', 'Spyglass is starting', { hint: 'Try again in a moment' });
    return this.house;
  }

  private filterContext(): FilterContext {
    const { config, clock } = this.context;
    return { now: config.fixedNow ?? clock.now(), timeZone: config.timeZone };
  }

  async listen(): Promise<FastifyInstance> {
    const { config, clock, log } = this.context;
    this.images = openImages(this.context, () => this.rooms());
    const mediaInfo = createMediaInfoCache();
    const { logLines } = this.context;
    const rooms = () => this.rooms();
    const services = openServices({ box: this.box, clock, images: this.images, mediaInfo, logLines, rooms });
    const house = {
      db: () => this.rooms().database.db,
      settings: () => this.rooms().settings.current(),
      monitoring: () => this.rooms().monitoring,
      context: () => this.filterContext(),
      imageUrl: this.signer.imageUrl,
    };
    const app = await createApp({
      version: VERSION,
      basePath: config.basePath,
      webDir: WEB_DIR,
      log,
      clock,
      activity: () => this.rooms().activity.activity(),
      servers: () => this.rooms().activity.servers(),
      addServer: (body) => this.addServer(body),
      terminate: (id, message) => this.rooms().monitoring.terminate(id as SessionId, message),
      historyPage: (query) => this.rooms().history.page(query),
      playDetail: (id) => this.rooms().history.detail(id),
      imports: () => this.rooms().imports,
      native: openNative({
        ...house,
        live: openLive({ ...house, mediaInfo }),
        notifiers: openNotifierDesk(this.box, () => this.rooms()),
      }),
      ready: () => this.ready(),
      liveHub: this.hub,
      imageSigner: this.signer,
      images: this.images,
      apiV2: openApiV2({
        ...house,
        log,
        clock,
        timeZone: config.timeZone,
        fixedNow: config.fixedNow,
        declaredKey: config.apiKey,
        services: () => services,
      }),
    });
    try {
      this.url = await app.listen({ host: config.host, port: config.port });
    } catch (cause) {
      throw new Problem('unavailable', `Cannot listen on ${config.host}:${config.port}: ${describeError(cause)}`, {
        hint: 'Set SPYGLASS_PORT to a free port, or stop what uses this one',
        cause,
      });
    }
    return app;
  }

  async open(): Promise<House> {
    const { config, clock, log } = this.context;
    const database = await openDatabase({ config, clock, log });
    const { db } = database;
    const imageUrl = this.signer.imageUrl;
    const settings = createSettingsStore({ db, secretBox: this.box, pinned: this.pinned, clock, log });
    const notifying = openNotifying(this.context, database, this.box, settings);
    const { outbox } = notifying;
    const watching = openWatching({
      context: this.context,
      database,
      box: this.box,
      settings,
      duties: [{ name: 'notifying', start: () => outbox.start(), stop: () => outbox.stop() }],
    });
    this.house = {
      database,
      watching,
      notifying,
      monitoring: watching.monitoring,
      activity: createActivityReader({ db, clock, imageUrl }),
      live: createLiveActivity({ db, clock, log }),
      history: createHistoryReader({
        db,
        imageUrl,
        settings: settings.current,
        context: () => this.filterContext(),
      }),
      imports: this.openDesk(database, settings),
      settings,
    };
    await this.house.imports.begin();
    const { connection } = database;
    this.listening.push(
      await followSettings({ store: settings, pinned: this.pinned, connection, clock, log }),
      await listen(connection, LIVE_CHANNEL, (payload) => this.wake(payload), {
        clock,
        log,
        onReconnected: () => this.wakeAll(),
      }),
    );
    await watching.start();
    prepareHistoryTable(db).catch((error: unknown) =>
      log.warn({ reason: describeError(error) }, 'the first page of the history will take a little longer'),
    );
    return this.house;
  }

  async stop(app: FastifyInstance): Promise<void> {
    await this.house?.imports.close();
    await this.house?.watching.stop(DRAIN_MS);
    await app.close();
    await this.images?.close();
    this.pinned.close();
    for (const one of this.listening) await one.stop();
    await this.house?.database.close();
  }

  /** A committed change, of this process or another. */
  private wake(payload: string): void {
    this.house?.live.changed();
    this.house?.watching.wake(payload);
    this.hub.receive(payload);
  }

  /** Everything may have changed. */
  private wakeAll(): void {
    this.house?.live.changed();
    this.house?.watching.wake();
    this.hub.resync();
  }

  private openDesk(database: Database, settings: SettingsStore): ImportDesk {
    const { config, clock, log } = this.context;
    const importDir = importDirOf(config.dataDir);
    const service = openImports(this.context, database, this.box, settings, importTautulli);
    service.onChange((view) => {
      this.hub.announce({ type: 'import', import: view });
      // Sessions, servers and the latest play may be others now.
      if (view.report?.outcome === 'imported') this.wakeAll();
    });
    const uploads = createUploads({ dir: join(importDir, 'uploads'), clock, log });
    return createImportDesk({ service, uploads, db: database.db, log, importDir });
  }

  private async addServer(body: { url: string; token: string }) {
    const { monitoring, activity } = this.rooms();
    const id = await monitoring.addServer(body);
    const server = await activity.server(id);
    if (server === null) throw new Problem('not_found', 'The server was removed again');
    return server;
  }

  private async ready(): Promise<Ready> {
    const base = { version: VERSION, servers: 0 };
    if (this.house === null) return { ...base, status: 'starting', database: 'starting' };
    try {
      return { ...base, status: 'ready', database: 'ok', servers: (await this.house.activity.servers()).length };
    } catch {
      return { ...base, status: 'unavailable', database: 'down' };
    }
  }
}
