/** One WebSocket connection that only listens: opened by an HTTP upgrade, watched for silence, ended once. */
import { createHash, randomBytes } from 'node:crypto';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Cancel, Clock } from '#clock';
import { CLOSE, clientFrame, closePayload, type FrameEvent, FrameReader, GOING_AWAY, PONG } from './frames.ts';
import { networkProblem } from './network-problem.ts';

/** Why a connection ended. The problem continues a sentence that begins with the server's name. */
export type SocketEnd =
  /** Never opened: nothing that speaks HTTP was reached. */
  | { readonly kind: 'unreachable'; readonly problem: string }
  /** Never opened: the server answered, with this status. */
  | { readonly kind: 'refused'; readonly status: number; readonly problem: string }
  /** Was open. Closed: by the server or the network; otherwise we gave it up, for what it sent or did not send. */
  | { readonly kind: 'dropped'; readonly isClosed: boolean; readonly problem: string };

export interface SocketOptions {
  /** `http:` or `https:`; a token belongs into the headers, where no access log shows it. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly clock: Clock;
  /** To open, and without a sign of life: servers ping about every ten seconds. */
  readonly silenceMs: number;
  /** False for servers whose certificate is not to be looked at. */
  readonly verifiesCertificates: boolean;
  readonly maxMessageBytes: number;
  readonly onOpen: () => void;
  readonly onText: (text: string) => void;
  /** Called for every whole message, pings included. */
  readonly onFrame?: () => void;
  /** Called exactly once, never after `close`. */
  readonly onEnd: (end: SocketEnd) => void;
}

export interface Socket {
  /** Ends the connection; nothing is called afterwards. */
  close(): void;
}

const HANDSHAKE_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const GOODBYE_MS = 1_000;

/** Begins to open a connection; throws when a header has characters that cannot be sent. */
export const openSocket = (options: SocketOptions): Socket => new Connection(options);

class Connection implements Socket {
  private readonly options: SocketOptions;
  private readonly reader: FrameReader;
  private readonly key = randomBytes(16).toString('base64');
  private readonly request: ClientRequest;
  private stream: Duplex | null = null;
  private isOver = false;
  private cancelTimer: Cancel;

  constructor(options: SocketOptions) {
    this.options = options;
    this.reader = new FrameReader(options.maxMessageBytes);
    // Throws for headers that cannot be sent; nothing may be under way then.
    this.request = this.ask();
    this.cancelTimer = options.clock.after(options.silenceMs, () => this.onSilence());
  }

  close(): void {
    this.finish(GOING_AWAY);
  }

  private ask(): ClientRequest {
    const { url, headers, verifiesCertificates } = this.options;
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, {
      agent: false,
      rejectUnauthorized: verifiesCertificates,
      headers: {
        ...headers,
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Key': this.key,
        'Sec-WebSocket-Version': '13',
      },
    });
    request.on('upgrade', (response, stream, head) => this.onUpgrade(response, stream, head));
    request.on('response', (response) => this.onRefusal(response));
    request.on('error', (error) => this.end({ kind: 'unreachable', problem: networkProblem(error) }));
    request.end();
    return request;
  }

  private onRefusal(response: IncomingMessage): void {
    // A body that breaks off must not matter to anybody.
    response.on('error', () => undefined).resume();
    const status = response.statusCode ?? 0;
    const problem = status === 401 ? 'does not accept the token' : `does not send notifications (status ${status})`;
    this.end({ kind: 'refused', status, problem });
  }

  private onUpgrade(response: IncomingMessage, stream: Duplex, head: Buffer): void {
    this.stream = stream;
    stream.on('error', (error) => this.end({ kind: 'dropped', isClosed: true, problem: networkProblem(error) }));
    if (this.isOver) {
      stream.destroy();
      return;
    }
    const expected = createHash('sha1').update(`${this.key}${HANDSHAKE_GUID}`).digest('base64');
    if (response.headers['sec-websocket-accept'] !== expected) {
      this.end({ kind: 'refused', status: 101, problem: 'does not send notifications (a wrong handshake)' });
      return;
    }
    this.heard();
    stream.on('data', (piece: Buffer) => this.onData(piece));
    stream.on('close', () =>
      this.end({ kind: 'dropped', isClosed: true, problem: 'closed the connection for notifications' }),
    );
    this.options.onOpen();
    if (head.length > 0) this.onData(head);
  }

  private onData(piece: Buffer): void {
    this.heard();
    for (const event of this.reader.push(piece)) {
      if (this.isOver) return;
      this.onFrame(event);
    }
  }

  private onFrame(event: FrameEvent): void {
    if (event.kind !== 'violation') this.options.onFrame?.();
    switch (event.kind) {
      case 'message':
        this.options.onText(event.text);
        break;
      case 'ping':
        this.send(PONG, event.payload);
        break;
      case 'close':
        this.end({ kind: 'dropped', isClosed: true, problem: 'closed the connection for notifications' }, GOING_AWAY);
        break;
      case 'violation':
        this.end({ kind: 'dropped', isClosed: false, problem: event.problem }, event.code);
        break;
      case 'pong':
        break;
    }
  }

  /** A sign of life: the silence begins anew. */
  private heard(): void {
    const { clock, silenceMs } = this.options;
    this.cancelTimer();
    this.cancelTimer = clock.after(silenceMs, () => this.onSilence());
  }

  private onSilence(): void {
    const seconds = Math.round(this.options.silenceMs / 1000);
    const problem = `was silent for ${seconds} seconds`;
    this.end(this.stream === null ? { kind: 'unreachable', problem } : { kind: 'dropped', isClosed: false, problem });
  }

  private send(opcode: number, payload: Uint8Array): void {
    if (this.stream?.writable) this.stream.write(clientFrame(opcode, payload, randomBytes(4)));
  }

  private end(end: SocketEnd, code: number = GOING_AWAY): void {
    if (this.isOver) return;
    this.finish(code);
    this.options.onEnd(end);
  }

  /** Says goodbye when somebody may still listen, and lets go of everything. */
  private finish(code: number): void {
    if (this.isOver) return;
    this.isOver = true;
    this.cancelTimer();
    const { stream } = this;
    if (stream === null) {
      this.request.destroy();
      return;
    }
    this.send(CLOSE, closePayload(code));
    stream.end();
    const cancel = this.options.clock.after(GOODBYE_MS, () => stream.destroy());
    stream.once('close', cancel);
    if (stream.destroyed) cancel();
  }
}
