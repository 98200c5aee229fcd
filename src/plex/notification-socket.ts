/** Listens to a server's notifications for as long as it is wanted, through every loss (Plex protocol notes 4). */
import type { Cancel, Clock, EpochMs } from '#clock';
import type { Log } from '#log';
import { describeError } from '#problem';
import { clientHeaders } from './client-headers.ts';
import type { PlexNotification } from './facts.ts';
import { parseNotification } from './parse-notification.ts';
import { createProblemLog } from './problem-log.ts';
import { openSocket, type Socket, type SocketEnd } from './web-socket.ts';

/** Servers ping about every 10 seconds; one that is silent for longer than this is dead. */
const SILENCE_MS = 15_000;
const MAX_MESSAGE_BYTES = 1_048_576;
const BACKOFF_MIN_MS = 1_000;
const BACKOFF_MAX_MS = 30_000;
/** A connection that lasted this long was a good one: its loss is followed by an attempt at once. */
const STEADY_MS = 5_000;

export interface Loss {
  readonly end: SocketEnd;
  /** A whole sentence. */
  readonly problem: string;
  readonly retryAtMs: EpochMs;
}

export interface NotificationSocketOptions {
  readonly url: string;
  readonly token: string;
  readonly name: string;
  readonly clientIdentifier: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly random?: () => number;
  readonly onOpen: () => void;
  readonly onMessage: (notification: PlexNotification) => void;
  readonly onLost: (loss: Loss) => void;
}

export interface NotificationSocket {
  close(): void;
}

/** How long to wait before the attempt after `failures` in a row: not at all, then 1 to 30 seconds with spread. */
export function backoffMs(failures: number, random: number): number {
  if (failures === 0) return 0;
  const most = Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** Math.min(failures, 10));
  return BACKOFF_MIN_MS + random * (most - BACKOFF_MIN_MS);
}

/** The address of the notifications below the server's own. */
export const notificationUrl = (url: string): URL | null =>
  URL.parse(':/websockets/notifications', url.endsWith('/') ? url : `${url}/`);

export const connectNotifications = (options: NotificationSocketOptions): NotificationSocket => new Listener(options);

class Listener implements NotificationSocket {
  private readonly options: NotificationSocketOptions;
  private readonly url: URL | null;
  private readonly problems;
  private readonly random: () => number;
  private socket: Socket | null = null;
  private failures = 0;
  private isClosed = false;
  private cancelRetry: Cancel | null = null;
  private cancelSteady: Cancel | null = null;

  constructor(options: NotificationSocketOptions) {
    this.options = options;
    this.url = notificationUrl(options.url);
    this.problems = createProblemLog(options.log, options.clock, options.name);
    this.random = options.random ?? Math.random;
    this.cancelRetry = options.clock.after(0, () => this.connect());
  }

  close(): void {
    this.isClosed = true;
    this.cancelRetry?.();
    this.cancelSteady?.();
    this.socket?.close();
  }

  private connect(): void {
    const { token, clientIdentifier, clock } = this.options;
    if (this.isClosed) return;
    if (this.url === null) {
      this.onEnd({ kind: 'unreachable', problem: 'has an address that is not valid' });
      return;
    }
    try {
      this.socket = openSocket({
        url: this.url,
        headers: clientHeaders(clientIdentifier, token),
        clock,
        silenceMs: SILENCE_MS,
        maxMessageBytes: MAX_MESSAGE_BYTES,
        onOpen: () => this.onOpen(),
        onText: (text) => this.onText(text),
        onEnd: (end) => this.onEnd(end),
      });
    } catch {
      // Only headers that cannot be sent throw, and their error quotes them.
      this.onEnd({ kind: 'refused', status: 401, problem: 'has a token with characters that no token has' });
    }
  }

  private onOpen(): void {
    this.cancelSteady = this.options.clock.after(STEADY_MS, () => {
      this.failures = 0;
    });
    this.guarded(() => this.options.onOpen());
  }

  private onText(text: string): void {
    const parsed = parseNotification(text);
    if (parsed.kind === 'problem') this.problems.report(`${this.options.name}: ${parsed.problem}`);
    if (parsed.kind === 'notification') this.guarded(() => this.options.onMessage(parsed.notification));
  }

  private onEnd(end: SocketEnd): void {
    this.socket = null;
    this.cancelSteady?.();
    const delay = backoffMs(this.failures, this.random());
    this.failures += 1;
    const problem = `${this.options.name} ${end.problem}`;
    this.problems.report(problem);
    const { clock } = this.options;
    this.cancelRetry = clock.after(delay, () => this.connect());
    this.guarded(() => this.options.onLost({ end, problem, retryAtMs: clock.now() + delay }));
  }

  /** A listener that fails must not cost the connection. */
  private guarded(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.options.log.error(
        { server: this.options.name, reason: describeError(error) },
        'a notification could not be handled',
      );
    }
  }
}
