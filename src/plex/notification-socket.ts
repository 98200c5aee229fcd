/** Listens to a server's notifications for as long as it is wanted, through every loss (Plex protocol notes 4). */
import type { Cancel, Clock, EpochMs } from '#clock';
import type { Log } from '#log';
import { describeError } from '#problem';
import { clientHeaders } from './client-headers.ts';
import type { PlexNotification } from './facts.ts';
import type { Network, NetworkSettings } from './network.ts';
import { parseNotification } from './parse-notification.ts';
import { createProblemLog } from './problem-log.ts';
import { openSocket, type Socket, type SocketEnd } from './web-socket.ts';

const MAX_MESSAGE_BYTES = 1_048_576;
/** A connection that lasted this long is tried anew without a pause when it is closed. */
const STEADY_MS = 1_000;

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
  readonly network: Network;
  /** Also called when a connection that was closed is open again before it counted as lost: something may be missed. */
  readonly onOpen: () => void;
  readonly onMessage: (notification: PlexNotification) => void;
  /** The connection was open and is not any more; it is tried anew. */
  readonly onClosed?: () => void;
  /** Nobody listens any more: the attempts are used up, or the server was not there at the start. */
  readonly onLost: (loss: Loss) => void;
}

export interface NotificationSocket {
  close(): void;
}

/** The address of the notifications below the server's own. */
export const notificationUrl = (url: string): URL | null =>
  URL.parse(':/websockets/notifications', url.endsWith('/') ? url : `${url}/`);

export const connectNotifications = (options: NotificationSocketOptions): NotificationSocket => new Listener(options);

/**
 * A connection that was closed is tried anew at once and then after pauses. When that did not help, or the server fell
 * silent or broke the protocol, it is lost, and asked again every 30 seconds (Plex protocol notes 4.8).
 */
class Listener implements NotificationSocket {
  private readonly options: NotificationSocketOptions;
  private readonly url: URL | null;
  private readonly problems;
  private socket: Socket | null = null;
  /** Failed attempts since the connection was good, or since this round began. */
  private attempts = 0;
  /** Whether the last that was told is that we listen. */
  private isListening = false;
  private roundAtMs = 0;
  private openedAtMs = 0;
  private isClosed = false;
  private cancelRetry: Cancel | null = null;

  constructor(options: NotificationSocketOptions) {
    this.options = options;
    this.url = notificationUrl(options.url);
    this.problems = createProblemLog(options.log, options.clock, options.name);
    this.retryAfter(0);
  }

  close(): void {
    this.isClosed = true;
    this.cancelRetry?.();
    this.socket?.close();
  }

  private retryAfter(delayMs: number): void {
    this.cancelRetry = this.options.clock.after(delayMs, () => void this.connect());
  }

  private async connect(): Promise<void> {
    const network = await this.options.network();
    if (this.isClosed) return;
    if (this.attempts === 0) this.roundAtMs = this.options.clock.monotonic();
    this.attempts += 1;
    const onEnd = (end: SocketEnd): void => this.onEnd(end, network);
    if (this.url === null) {
      onEnd({ kind: 'unreachable', problem: 'has an address that is not valid' });
      return;
    }
    const { token, clientIdentifier, clock } = this.options;
    try {
      this.socket = openSocket({
        url: this.url,
        headers: clientHeaders(clientIdentifier, token),
        clock,
        silenceMs: network.timeoutMs,
        verifiesCertificates: network.verifiesCertificates,
        maxMessageBytes: MAX_MESSAGE_BYTES,
        onOpen: () => this.onOpen(),
        onFrame: () => {
          this.attempts = 0;
        },
        onText: (text) => this.onText(text),
        onEnd,
      });
    } catch {
      // Only headers that cannot be sent throw, and their error quotes them.
      onEnd({ kind: 'refused', status: 401, problem: 'has a token with characters that no token has' });
    }
  }

  private onOpen(): void {
    this.isListening = true;
    this.openedAtMs = this.options.clock.monotonic();
    this.guarded(() => this.options.onOpen());
  }

  private onText(text: string): void {
    const parsed = parseNotification(text);
    if (parsed.kind === 'problem') this.problems.report(`${this.options.name}: ${parsed.problem}`);
    if (parsed.kind === 'notification') this.guarded(() => this.options.onMessage(parsed.notification));
  }

  private onEnd(end: SocketEnd, network: NetworkSettings): void {
    this.socket = null;
    const problem = `${this.options.name} ${end.problem}`;
    this.problems.report(problem);
    const wasOpen = end.kind === 'dropped';
    const isSteady = wasOpen && this.options.clock.monotonic() - this.openedAtMs >= STEADY_MS;
    if (wasOpen) this.guarded(() => this.options.onClosed?.());
    if (isSteady) this.attempts = 0;
    const mayRetry = !wasOpen || end.isClosed;
    if (mayRetry && this.attempts < network.socketAttempts)
      this.tryAnew(end, problem, isSteady ? 0 : network.socketPauseMs);
    else this.giveUp(end, problem, network);
  }

  private tryAnew(end: SocketEnd, problem: string, delayMs: number): void {
    this.retryAfter(delayMs);
    // An outage is only one when the attempts did not help; at the start there is nothing to interrupt.
    if (!this.isListening) this.tellLost(end, problem, delayMs);
  }

  private giveUp(end: SocketEnd, problem: string, { socketRoundMs }: NetworkSettings): void {
    const sinceRound = this.isListening ? 0 : this.options.clock.monotonic() - this.roundAtMs;
    const delayMs = Math.max(0, socketRoundMs - sinceRound);
    this.isListening = false;
    this.attempts = 0;
    this.retryAfter(delayMs);
    this.tellLost(end, problem, delayMs);
  }

  private tellLost(end: SocketEnd, problem: string, delayMs: number): void {
    const retryAtMs = this.options.clock.now() + delayMs;
    this.guarded(() => this.options.onLost({ end, problem, retryAtMs }));
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
