/** What the web side needs of the other rooms. */
import { fileURLToPath } from 'node:url';
import type { Auth } from '#auth/auth.ts';
import type { Elsewhere } from '#auth/elsewhere.ts';
import type { KeyGuesses } from '#auth/key-guesses.ts';
import { createMediaInfoCache } from '#catalogue/media-info.ts';
import type { SecretBox } from '#config/secret-box.ts';
import type { SessionId } from '#contract/ids.ts';
import type { Ready } from '#contract/system.ts';
import type { FilterContext } from '#history/native-filter.ts';
import type { HttpDeps } from '#http/deps.ts';
import type { LiveHub } from '#http/live-hub.ts';
import type { Tls } from '#http/tls/tls.ts';
import type { ImageProxy } from '#images/proxy.ts';
import type { ImageSigner } from '#images/sign.ts';
import type { LogFiles } from '#jobs/log-files.ts';
import { Problem } from '#problem';
import type { DispatchDeps } from '#tautulli/api-v2/dispatch.ts';
import { openApiV2 } from '#tautulli/api-v2/open-api.ts';
import { SEES_ALL, seesAll } from '#users/visible.ts';
import { VERSION } from '../version.ts';
import type { CommandContext } from './context.ts';
import type { House } from './house.ts';
import { openHistory } from './open-history.ts';
import { openItems } from './open-items.ts';
import { openLibraries } from './open-libraries.ts';
import { openLive } from './open-live.ts';
import { openNative } from './open-native.ts';
import { openNativeExports } from './open-native-exports.ts';
import { openNotifierDesk } from './open-notifying.ts';
import { openPeople } from './open-people.ts';
import { openPlaceLookups } from './open-place-lookups.ts';
import { linksOf, openServices } from './open-services.ts';
import { openStatistics } from './open-statistics.ts';
import { openSystem } from './open-system.ts';

const WEB_DIR = fileURLToPath(new URL('../../dist/web', import.meta.url));

export interface OpenHttpDeps {
  readonly context: CommandContext;
  readonly box: SecretBox;
  readonly auth: Auth;
  readonly elsewhere: Elsewhere;
  /** Wrong keys, whichever door they were tried at. */
  readonly guesses: KeyGuesses;
  /** Null: the log is not kept. */
  readonly logFiles: LogFiles | null;
  readonly signer: ImageSigner;
  readonly hub: LiveHub;
  readonly images: ImageProxy;
  filterContext(): FilterContext;
  /** @throws Problem `unavailable` until the database is open. */
  rooms(): House;
  ready(): Promise<Ready>;
  readonly tls: Tls | undefined;
}

/** Needs an open house only when it is asked. */
export function httpDepsOf({
  context,
  box,
  auth,
  elsewhere,
  guesses,
  signer,
  hub,
  images,
  ...open
}: OpenHttpDeps): HttpDeps {
  const { config, clock, log, logLines } = context;
  const { rooms } = open;
  const mediaInfo = createMediaInfoCache();
  const services = openServices({ box, clock, images, mediaInfo, logLines, rooms });
  const house = {
    db: () => rooms().database.db,
    settings: () => rooms().settings.current(),
    monitoring: () => rooms().monitoring,
    context: open.filterContext,
    imageUrl: signer.imageUrl,
  };
  const links = linksOf(house.monitoring);
  const people = { ...house, links, openSecret: (sealed: string) => box.open(sealed) };
  const native = {
    live: openLive({ ...house, clock, mediaInfo }),
    history: openHistory({ ...house, reader: () => rooms().history }),
    people: openPeople(people),
    libraries: openLibraries({ ...people, context: house.context, mediaInfo }),
    exports: openNativeExports({ db: house.db, exporter: () => rooms().exporter }),
    items: openItems({ ...house, links }),
    notifiers: openNotifierDesk(box, rooms),
    statistics: openStatistics({ ...house, lookups: openPlaceLookups({ ...house, links, clock, log }) }),
  };
  const compatible = { timeZone: config.timeZone, fixedNow: config.fixedNow, declaredKey: config.apiKey };
  return {
    version: VERSION,
    basePath: config.basePath,
    web: config.web,
    tls: open.tls,
    webDir: WEB_DIR,
    log: log.child({ part: 'web' }),
    clock,
    auth,
    elsewhere,
    csrfKey: box.derive('csrf'),
    ...activityOf(rooms),
    ...openSystem({ context, files: open.logFiles, rooms }),
    historyPage: (visible, query) => rooms().history.page(visible, query),
    playDetail: (visible, id) => rooms().history.detail(visible, id),
    imports: () => rooms().imports,
    native: openNative({ ...house, ...native }),
    ready: open.ready,
    liveHub: hub,
    imageSigner: signer,
    images,
    apiV2: {
      ...openApiV2({ ...house, ...compatible, log, clock, guesses, services: () => services }),
      noteChange: noteCommand(auth),
    },
  };
}

/** Commands of the compatible API that change something stand in the record, with who had the key. */
const noteCommand =
  ({ audit }: Pick<Auth, 'audit'>): NonNullable<DispatchDeps['noteChange']> =>
  async ({ name, scope, serverId = null }, { command, parameters, ipAddress }) => {
    const actor = { kind: 'key', keyId: null, name, scope, serverId } as const;
    await audit.note({ actor, ipAddress }, { action: `command.${command}`, subject: null, details: { parameters } });
  };

/** What is live, and the servers it is live on. */
const activityOf = (rooms: () => House): Pick<HttpDeps, 'activity' | 'servers' | 'addServer' | 'terminate'> => ({
  activity: (visible) => rooms().activity.activity(visible),
  servers: (visible) => rooms().activity.servers(visible),
  async addServer(body) {
    const { monitoring, activity } = rooms();
    const server = await activity.server(SEES_ALL, await monitoring.addServer(body));
    if (server === null) throw new Problem('not_found', 'The server was removed again');
    return server;
  },
  async terminate(visible, id, message) {
    const { monitoring, activity } = rooms();
    if (!seesAll(visible) && (await activity.sessionsByIds(visible, [id])).length === 0)
      throw new Problem('not_found', 'No such stream is live');
    await monitoring.terminate(id as SessionId, message);
  },
});
