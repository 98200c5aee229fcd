import type { z } from 'zod';
import type { By } from '#auth/auth.ts';
import type { Clock } from '#clock';
import type { WebConfig } from '#config/environment-web.ts';
import type { SettingsDesk } from '#config/settings-desk.ts';
import type { Activity, AddServerBody, ServerView } from '#contract/activity.ts';
import type { HistoryPage, HistoryQuery, PlayDetail } from '#contract/history.ts';
import type { Ready } from '#contract/system.ts';
import type { ImageProxy } from '#images/proxy.ts';
import type { ImageSigner } from '#images/sign.ts';
import type { LogReader } from '#jobs/read-log.ts';
import type { SystemDesk } from '#jobs/system-desk.ts';
import type { TaskDesk } from '#jobs/task-desk.ts';
import type { Log } from '#log';
import type { DispatchDeps } from '#tautulli/api-v2/dispatch.ts';
import type { ImportDesk } from '#tautulli/import/service/import-desk.ts';
import type { Visible } from '#users/visible.ts';
import type { HttpAuth, HttpElsewhere } from './http-auth.ts';
import type { LiveHub } from './live-hub.ts';
import type { NativeApi } from './native-api.ts';
import type { Tls } from './tls/tls.ts';

/**
 * What the web side needs of the rest of the program, handed in so that it knows neither tables nor Plex.
 * Every function may be called before the database is up; it then throws `Problem('unavailable')` or a database error.
 */
export interface HttpDeps {
  readonly version: string;
  /** `''` or `/like/this`, without a slash at the end. */
  readonly basePath: string;
  readonly web: WebConfig;
  /** undefined: plain HTTP. */
  readonly tls?: Tls | undefined;
  /** Folder of the built web app; it may be missing. */
  readonly webDir: string;
  readonly log: Log;
  readonly clock: Clock;
  /** Who may come in. */
  readonly auth: HttpAuth;
  /** Ways in through others. */
  readonly elsewhere: HttpElsewhere;
  /** Makes the words that only our own pages know. */
  readonly csrfKey: Buffer;
  activity(visible: Visible): Promise<Activity>;
  servers(visible: Visible): Promise<ServerView[]>;
  /** @throws Problem `upstream` when the server cannot be reached, `conflict` when it is known already. */
  addServer(body: z.output<typeof AddServerBody>): Promise<ServerView>;
  /** @throws Problem `not_found` when the session is over, `refused` when Plex does not end it. */
  terminate(visible: Visible, sessionId: number, message: string): Promise<void>;
  historyPage(visible: Visible, query: HistoryQuery): Promise<HistoryPage>;
  /** @throws Problem `not_found` */
  playDetail(visible: Visible, playId: number): Promise<PlayDetail>;
  /** Statistics, people, libraries and logs. */
  readonly native: NativeApi;
  /** Never throws: a database that is down is its answer. */
  ready(): Promise<Ready>;
  readonly settings: SettingsDesk<By>;
  readonly tasks: TaskDesk<By>;
  readonly logs: LogReader;
  /** How the installation stands. */
  readonly system: SystemDesk;
  readonly liveHub: LiveHub;
  imports(): Pick<ImportDesk, 'uploads' | 'start' | 'current' | 'byId' | 'cancel'>;
  readonly imageSigner: Pick<ImageSigner, 'open'>;
  readonly images: Pick<ImageProxy, 'get' | 'close'>;
  /** The API that clients of Tautulli speak. */
  readonly apiV2: DispatchDeps;
}
