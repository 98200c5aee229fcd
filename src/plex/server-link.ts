/** Everything that connects us with one server: requests, notifications, and the state of both. */
import type { Clock } from '#clock';
import type { Log } from '#log';
import { describeError } from '#problem';
import type { Answer, LinkFacts, PlexNotification } from './facts.ts';
import { isHeard, isSameLink, type Link, type LinkEvent, NEW_LINK, onLinkEvent } from './link.ts';
import { createMediaServer, type MediaServer } from './media-server.ts';
import { type Fetch, fixedNetwork, type Network } from './network.ts';
import { connectNotifications, type Loss } from './notification-socket.ts';

export interface ServerLinkHandlers {
  onNotification(notification: PlexNotification): void;
  /** Called for every change, also of the problem or of the next attempt within a state. */
  onLink(link: LinkFacts): void;
  /** Notifications may have been missed until now: the session list has to be read. `isListening`: they come now. */
  onConnected(isListening: boolean): void;
  /** Notifications do not come for now; a connection that is soon open again has never been lost. */
  onInterrupted?(): void;
  /** Whether notifications arrive, at every change; a connection that was soon open again has never been lost. */
  onListening?(isListening: boolean): void;
}

export interface ServerLinkOptions {
  readonly server: { readonly id: number; readonly name: string; readonly url: string; readonly token: string };
  readonly clientIdentifier: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly handlers: ServerLinkHandlers;
  readonly fetch?: Fetch;
  readonly random?: () => number;
  /** Default: as the settings are at first. */
  readonly network?: Network;
}

export interface ServerLink {
  readonly media: MediaServer;
  link(): LinkFacts;
  /** Ends the link; no handler is called afterwards. */
  close(): Promise<void>;
}

function lossEvent({ end, problem, retryAtMs }: Loss, at: number): LinkEvent {
  if (end.kind === 'refused') return { kind: 'socket-refused', at, status: end.status, problem, retryAtMs };
  return { kind: end.kind === 'dropped' ? 'socket-dropped' : 'socket-unreachable', at, problem, retryAtMs };
}

/** Begins at once and in the background: nothing waits for a server that may be away. */
export function openServerLink(options: ServerLinkOptions): ServerLink {
  return new OpenLink(options);
}

class OpenLink implements ServerLink {
  readonly media: MediaServer;
  private readonly options: ServerLinkOptions;
  private readonly socket;
  private readonly ending = new AbortController();
  private state: Link = NEW_LINK;
  private probing: Promise<void> | null = null;
  private isListening = false;

  constructor(options: ServerLinkOptions) {
    const { server, clientIdentifier, clock, log, random, network = fixedNetwork() } = options;
    this.options = options;
    const common = { url: server.url, token: server.token, name: server.name, clientIdentifier, clock, log, network };
    this.media = createMediaServer({
      ...common,
      ...(random === undefined ? {} : { random }),
      ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
      onAnswer: (answer) => this.onAnswer(answer),
    });
    this.socket = connectNotifications({
      ...common,
      onOpen: () => this.onOpen(),
      onMessage: (notification) => this.tell(() => this.options.handlers.onNotification(notification)),
      onClosed: () => this.tell(() => this.options.handlers.onInterrupted?.()),
      onLost: (loss) => this.onLost(loss),
    });
  }

  link = (): LinkFacts => this.state.facts;

  async close(): Promise<void> {
    this.ending.abort();
    this.socket.close();
    await this.probing;
  }

  private onOpen(): void {
    this.feed({ kind: 'socket-open', at: this.options.clock.now() });
    this.listening(true);
    this.tell(() => this.options.handlers.onConnected(true));
  }

  private onLost(loss: Loss): void {
    this.feed(lossEvent(loss, this.options.clock.now()));
    this.listening(false);
    // A server without notifications may still answer; only asking tells.
    if (loss.end.kind !== 'unreachable') this.probe();
  }

  private onAnswer(answer: Answer<unknown>): void {
    const at = this.options.clock.now();
    const wasHeard = isHeard(this.state.facts);
    if (answer.ok) this.feed({ kind: 'answered', at });
    else this.feed({ kind: 'failed', at, reason: answer.reason, problem: answer.problem });
    // Without notifications the list is all there is: it has to be read as soon as the server answers.
    if (!wasHeard && isHeard(this.state.facts)) this.tell(() => this.options.handlers.onConnected(this.isListening));
  }

  private listening(isListening: boolean): void {
    if (this.isListening === isListening) return;
    this.isListening = isListening;
    this.tell(() => this.options.handlers.onListening?.(isListening));
  }

  private probe(): void {
    if (this.ending.signal.aborted) return;
    this.probing ??= this.media
      .about(this.ending.signal)
      .then(() => undefined)
      .finally(() => {
        this.probing = null;
      });
  }

  private feed(event: LinkEvent): void {
    const before = this.state.facts;
    this.state = onLinkEvent(this.state, event);
    const { facts } = this.state;
    if (!isSameLink(before, facts)) this.tell(() => this.options.handlers.onLink(facts));
  }

  private tell(call: () => void): void {
    if (this.ending.signal.aborted) return;
    try {
      call();
    } catch (error) {
      const { log, server } = this.options;
      log.error(
        { server: server.name, reason: describeError(error) },
        'a change of the connection could not be handled',
      );
    }
  }
}
