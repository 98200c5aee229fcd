/** The product put together: web side first (it answers "starting"), then the database, then the servers. */
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type Auth, createAuth } from '#auth/auth.ts';
import type { Elsewhere } from '#auth/elsewhere.ts';
import { createKeyGuesses } from '#auth/key-guesses.ts';
import { followSettings } from '#config/follow-settings.ts';
import type { PinnedSettings } from '#config/pinned-settings.ts';
import { createSecretBox, loadKeyFile, type SecretBox } from '#config/secret-box.ts';
import { createSettingsStore, type SettingsStore } from '#config/settings-store.ts';
import type { Ready } from '#contract/system.ts';
import { LIVE_CHANNEL } from '#contract/wake.ts';
import { type Listening, listen } from '#db/listen.ts';
import { type Database, openDatabase } from '#db/open.ts';
import type { FilterContext } from '#history/native-filter.ts';
import { prepareHistoryTable } from '#history/plan-table.ts';
import { createHistoryReader, type HistoryReader } from '#history/read-history.ts';
import { createApp } from '#http/app.ts';
import { createLiveHub, type LiveHub } from '#http/live-hub.ts';
import { openTls, type Tls } from '#http/tls/tls.ts';
import type { ImageProxy } from '#images/proxy.ts';
import { createImageSigner } from '#images/sign.ts';
import { type ActivityReader, createActivityReader } from '#monitoring/activity.ts';
import { createLiveActivity } from '#monitoring/activity-live.ts';
import { describeError, Problem } from '#problem';
import { createImportDesk, type ImportDesk } from '#tautulli/import/service/import-desk.ts';
import { createUploads } from '#tautulli/import/service/uploads.ts';
import { SEES_ALL } from '#users/visible.ts';
import { VERSION } from '../version.ts';
import type { CommandContext } from './context.ts';
import type { House } from './house.ts';
import { openElsewhere } from './open-elsewhere.ts';
import { openExports } from './open-exports.ts';
import { httpDepsOf } from './open-http.ts';
import { openImages } from './open-images.ts';
import { importDirOf, importTautulli, openImports } from './open-imports.ts';
import { openNotifying } from './open-notifying.ts';
import { openPinned } from './open-pinned.ts';
import { keepLogFiles, openRecorder, openTasks } from './open-system.ts';
import { openWatching } from './open-watching.ts';

/** How long a stop waits for what was heard to be written. */
const DRAIN_MS = 5_000;

export interface Service {
  /** Where it listens, e.g. `http://0.0.0.0:8181`. */
  readonly url: string;
  readonly database: Database;
  readonly activity: ActivityReader;
  readonly history: HistoryReader;
  readonly settings: SettingsStore;
  /** Reads the settings file again now. */
  reloadSettings(): Promise<void>;
  /** Writes the code for the first visitor to the log, when there is no owner. */
  tellSetUpCode(): Promise<void>;
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
    starting.close();
    throw error;
  });
  try {
    const house = await starting.open();
    log.info({ version: VERSION }, 'Spyglass is ready');
    return {
      url: starting.url,
      ...house,
      reloadSettings: () => pinned.reload(),
      tellSetUpCode: () => starting.tellSetUpCode(),
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
  /** Wrong keys, whichever door they were tried at. */
  private readonly guesses = createKeyGuesses();
  private readonly auth: Auth;
  private readonly elsewhere: Elsewhere;
  private readonly logFiles: ReturnType<typeof keepLogFiles>;
  private house: House | null = null;
  private images: ImageProxy | null = null;
  private tls: Tls | undefined;
  /** What brings changes of others here. */
  private readonly listening: Listening[] = [];

  constructor(context: CommandContext, box: SecretBox, pinned: PinnedSettings) {
    const { clock, log } = context;
    this.context = context;
    this.box = box;
    this.pinned = pinned;
    this.logFiles = keepLogFiles(context);
    this.signer = createImageSigner(box.derive('images'));
    this.auth = createAuth({
      db: () => this.rooms().database.db,
      clock,
      log,
      box,
      declaredKey: context.config.apiKey,
      guesses: this.guesses,
    });
    this.elsewhere = openElsewhere(context, box, () => this.rooms());
    this.hub = createLiveHub({
      clock,
      log,
      snapshot: (visible) => this.rooms().activity.activity(visible),
      sessionsByIds: (visible, ids) => this.rooms().activity.sessionsByIds(visible, ids),
      serverById: (visible, id) => this.rooms().activity.server(visible, id),
      isStillIn: (actor) => this.auth.isStillIn(actor),
      onRevoked: (listener) => this.auth.onRevoked(listener),
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
    if (config.web.tls !== undefined)
      this.tls = await openTls(config.web.tls, { clock, log, dir: join(config.dataDir, 'tls') });
    this.images = openImages(this.context, () => this.rooms());
    const { context, box, auth, elsewhere, guesses, logFiles, signer, hub, tls } = this;
    const app = await createApp(
      httpDepsOf({
        ...{ context, box, auth, elsewhere, guesses, logFiles, signer, hub, tls, images: this.images },
        filterContext: () => this.filterContext(),
        rooms: () => this.rooms(),
        ready: () => this.ready(),
      }),
    );
    try {
      const address = await app.listen({ host: config.host, port: config.port });
      this.url = this.tls === undefined ? address : address.replace(/^http:/, 'https:');
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
    const recorder = openRecorder(this.context, database);
    const { context, auth } = this;
    const tasks = openTasks({ context, database, settings, auth, recorder, rooms: () => this.rooms() });
    const watching = openWatching({
      context: this.context,
      database,
      box: this.box,
      settings,
      duties: [
        { name: 'notifying', start: () => outbox.start(), stop: () => outbox.stop() },
        { name: 'tasks', start: (leaderDb) => tasks.start(leaderDb), stop: () => tasks.stop() },
      ],
      observe: recorder.observe,
    });
    const exporter = openExports(this.context, this.box, db, watching.monitoring);
    await exporter.recover();
    this.house = {
      database,
      exporter,
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
      await this.auth.follow(connection),
      await this.elsewhere.follow(connection, settings.onChange),
    );
    await watching.start();
    prepareHistoryTable(db).catch((error: unknown) =>
      log.warn({ reason: describeError(error) }, 'the first page of the history will take a little longer'),
    );
    return this.house;
  }

  /** Whoever can read the log may become the owner. */
  async tellSetUpCode(): Promise<void> {
    const code = await this.auth.setUp.code();
    if (code === null) return;
    this.context.log.warn(`there is no owner yet: open ${this.url} and enter the set-up code ${code}`);
  }

  async stop(app: FastifyInstance): Promise<void> {
    await this.house?.imports.close();
    await this.house?.exporter.stop();
    await this.house?.watching.stop(DRAIN_MS);
    await app.close();
    await this.images?.close();
    this.close();
    for (const one of this.listening) await one.stop();
    await this.house?.database.close();
    await this.logFiles?.flush();
  }

  /** Lets go of what is watched from before it listens. */
  close(): void {
    this.pinned.close();
    this.tls?.close();
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

  private async ready(): Promise<Ready> {
    const base = { version: VERSION, servers: 0 };
    if (this.house === null) return { ...base, status: 'starting', database: 'starting' };
    try {
      return {
        ...base,
        status: 'ready',
        database: 'ok',
        servers: (await this.house.activity.servers(SEES_ALL)).length,
      };
    } catch {
      return { ...base, status: 'unavailable', database: 'down' };
    }
  }
}
