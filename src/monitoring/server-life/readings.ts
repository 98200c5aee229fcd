/** What is read of a server and of plex.tv again and again: libraries, people, the token, updates (monitoring notes 8, 9). */
import { type OnNewLibraries, saveLibraries } from '#catalogue/save-libraries.ts';
import type { EpochMs } from '#clock';
import type { SecretBox } from '#config/secret-box.ts';
import type { Settings } from '#config/settings.ts';
import type { MediaServer } from '#plex/media-server.ts';
import { downloads, offeredUpdate } from '#plex/parse-downloads.ts';
import { ping } from '#plex/parse-lookups.ts';
import { preference } from '#plex/parse-server-state.ts';
import type { PlexTv } from '#plex/plex-tv.ts';
import { savePeople } from '#users/save-people.ts';
import type { KnownServer } from '../queries-servers.ts';
import { createJobs, type Job, type Jobs, type Observe } from './jobs.ts';
import { createLedger, type Ledger, type LedgerDeps } from './ledger.ts';
import { identityOf, type LifeRow, savePlexPass } from './queries.ts';
import { readLibraries } from './read-libraries.ts';
import { channelOf, serverAnnouncement, tokenTag, updateFacts } from './server-facts.ts';

export interface ReadingsDeps extends LedgerDeps {
  readonly server: KnownServer;
  readonly box: SecretBox;
  readonly settings: () => Promise<Settings>;
  readonly media: () => MediaServer | undefined;
  readonly plexTv: PlexTv;
  readonly isHeard: () => boolean;
  readonly onNewLibraries: OnNewLibraries;
  /** The people of the server are others now. */
  readonly onPeople: () => void;
  readonly observe?: Observe | undefined;
}

export interface Readings {
  /** Goes on from what was stored; what is read at every start is due. */
  begin(stored: LifeRow | null): Promise<void>;
  /** Reads the people now; whether that succeeded. */
  people(): Promise<boolean>;
  libraries(): Promise<boolean>;
  token(): Promise<boolean>;
  /** Looks for a newer release of the server now, whether or not that is done regularly. */
  update(): Promise<boolean>;
  /** The releases that count for this server. */
  channel(settings: Settings): ReturnType<typeof channelOf>;
  /** To be called about once a second. */
  tick(): void;
  /** Resolves when what was read is committed. */
  idle(): Promise<void>;
  stop(patienceMs: number): Promise<void>;
}

const HOUR_MS = 3_600_000;

export const createReadings = (deps: ReadingsDeps): Readings => new Reader(deps);

class Reader implements Readings {
  private readonly deps: ReadingsDeps;
  private readonly ledger: Ledger;
  private readonly jobs: Jobs;
  private ownChannel: string | null = null;

  private readonly tokenJob: Job = {
    task: 'token',
    name: 'checking the token',
    intervalMs: () => HOUR_MS,
    needsServer: false,
    lastAt: null,
    run: (signal) => this.checkToken(signal),
  };
  private readonly librariesJob: Job = {
    task: 'libraries',
    name: 'reading the libraries',
    intervalMs: (settings) => settings.refreshLibrariesIntervalHours * HOUR_MS,
    needsServer: true,
    lastAt: null,
    run: (signal) => this.readLibraries(signal),
  };
  private readonly peopleJob: Job = {
    task: 'people',
    name: 'reading the people',
    intervalMs: (settings) => settings.refreshUsersIntervalHours * HOUR_MS,
    needsServer: true,
    lastAt: null,
    run: (signal) => this.readPeople(signal),
  };
  private readonly updateJob: Job = {
    task: 'plex-release',
    name: 'looking for a new Plex Media Server',
    intervalMs: (settings) => (settings.watchPlexUpdates ? settings.plexUpdateCheckIntervalHours * HOUR_MS : null),
    needsServer: true,
    lastAt: null,
    run: (signal) => this.checkUpdate(signal),
  };

  constructor(deps: ReadingsDeps) {
    this.deps = deps;
    this.ledger = createLedger(deps);
    // People come first at a start (monitoring notes 8.1): what is shared with whom is then told by the libraries known so far.
    this.jobs = createJobs(deps, [this.tokenJob, this.peopleJob, this.librariesJob, this.updateJob]);
  }

  async begin(stored: LifeRow | null): Promise<void> {
    if (stored === null) return;
    const settings = await this.deps.settings();
    const msOf = (at: Date | null): EpochMs | null => at?.getTime() ?? null;
    this.librariesJob.lastAt = settings.refreshLibrariesOnStart ? null : msOf(stored.librariesReadAt);
    this.peopleJob.lastAt = settings.refreshUsersOnStart ? null : msOf(stored.usersReadAt);
    this.updateJob.lastAt = msOf(stored.updateCheckedAt);
  }

  people = (): Promise<boolean> => this.jobs.now(this.peopleJob);
  libraries = (): Promise<boolean> => this.jobs.now(this.librariesJob);
  token = (): Promise<boolean> => this.jobs.now(this.tokenJob);
  update = (): Promise<boolean> => this.jobs.now(this.updateJob);
  channel = (settings: Settings) => channelOf(settings.plexUpdateChannel, this.ownChannel);
  tick = (): void => this.jobs.tick();
  idle = (): Promise<void> => this.ledger.idle();

  async stop(patienceMs: number): Promise<void> {
    await this.jobs.stop();
    await this.ledger.stop(patienceMs);
  }

  private now = (): Date => new Date(this.deps.clock.now());

  /** A refusal is told; that nobody answered is not (monitoring notes 8.4). */
  private async checkToken(signal: AbortSignal): Promise<boolean> {
    const { clock, log, plexTv, server, settings } = this.deps;
    const answer = await plexTv.ask(ping, signal);
    const isRefused = !answer.ok && answer.reason === 'unauthorised';
    if (!answer.ok && !isRefused) return false;
    if (isRefused) log.warn({ server: server.name }, 'plex.tv does not take the token any more');
    const news = {
      trigger: 'on_tokenexpired',
      at: clock.now(),
      serverId: server.id,
      channel: this.channel(await settings()),
      tag: tokenTag(server.token),
    } as const;
    this.ledger.write({ tokenCheckedAt: this.now() }, isRefused ? [serverAnnouncement(news)] : []);
    return true;
  }

  private async readLibraries(signal: AbortSignal): Promise<boolean> {
    const { db, media, server, onNewLibraries } = this.deps;
    const plex = media();
    if (plex === undefined) return false;
    const channel = await plex.ask(preference('ButlerUpdateChannel'), signal);
    if (channel.ok) this.ownChannel = channel.value.value;
    const answer = await readLibraries(plex, signal);
    if (!answer.ok) return false;
    await saveLibraries(db, server.id, answer.value, onNewLibraries);
    this.ledger.write({ librariesReadAt: this.now() });
    return true;
  }

  private async readPeople(signal: AbortSignal): Promise<boolean> {
    const { db, box, media, plexTv, server, onPeople } = this.deps;
    const machine = (await identityOf(db, server.id))?.machineIdentifier ?? (await machineIdentifier(media(), signal));
    if (machine === null) return false;
    const answer = await plexTv.people(machine, signal);
    if (!answer.ok) return false;
    await savePeople(db, box, server, answer.value);
    await savePlexPass(db, server.id, answer.value.owner.hasPlexPass);
    onPeople();
    this.ledger.write({ usersReadAt: this.now() });
    return true;
  }

  /** That a release was told of before is for whoever delivers to know: by its tag. */
  private async checkUpdate(signal: AbortSignal): Promise<boolean> {
    const { db, clock, media, plexTv, server, settings } = this.deps;
    const plex = media();
    const running = await plex?.identity(signal);
    const known = await identityOf(db, server.id);
    if (plex === undefined || running?.ok !== true || known?.platform == null) return false;
    const own = await plex.ask(preference('ButlerUpdateChannel'), signal);
    if (own.ok) this.ownChannel = own.value.value;
    const now = await settings();
    const channel = this.channel(now);
    const list = await plexTv.ask(downloads(channel), signal);
    if (!list.ok) return false;
    const update = offeredUpdate(list.value, {
      version: running.value.version,
      platform: known.platform,
      distribution: now.plexUpdateDistribution,
      build: now.plexUpdateBuild,
    });
    const news = { trigger: 'on_pmsupdate', at: clock.now(), serverId: server.id, channel } as const;
    this.ledger.write(
      { updateCheckedAt: this.now() },
      update?.isNewer === true
        ? [serverAnnouncement({ ...news, facts: updateFacts(update), tag: update.version })]
        : [],
    );
    return true;
  }
}

async function machineIdentifier(media: MediaServer | undefined, signal: AbortSignal): Promise<string | null> {
  const answer = await media?.identity(signal);
  return answer?.ok === true ? answer.value.machineIdentifier : null;
}
