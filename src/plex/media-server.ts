/** A Plex Media Server as the rest of the program asks it: every failure is an answer, nothing here throws. */
import type { Clock } from '#clock';
import type { RatingKey } from '#contract/ids.ts';
import type { Log } from '#log';
import { clientHeaders } from './client-headers.ts';
import type { Answer, LibraryFacts, ServerAbout, ServerIdentity } from './facts.ts';
import { createHttpClient, type HttpBody, type HttpCall } from './http-client.ts';
import { type ImageRequest, imageQuery, type ServerImage } from './image-request.ts';
import {
  DESCRIBE_RATE,
  IMAGES_AT_ONCE,
  MAX_BYTES,
  MAX_FILE_BYTES,
  MAX_IMAGE_BYTES,
  QUESTION_RATE,
  QUESTIONS_AT_ONCE,
  RATE,
} from './media-server-limits.ts';
import { type Fetch, fixedNetwork, type Network } from './network.ts';
import { parseLibraries } from './parse-libraries.ts';
import type { DescribedItem, Parsed, ParseResult } from './parse-metadata.ts';
import { parseAbout, parseIdentity, parseSetting } from './parse-server.ts';
import type { SessionList } from './parse-sessions.ts';
import { createSessionParser } from './parse-sessions-kept.ts';
import { createProblemLog } from './problem-log.ts';
import type { Question } from './question.ts';
import { createRateLimiter } from './rate-limit.ts';
import { readItems } from './read-items.ts';
import { PRIORITY, RETRIES, type Reading, readBody } from './reading.ts';
import { createShared } from './share.ts';
import { createSlots } from './slots.ts';
import { terminateFailure } from './terminate-failure.ts';

export interface MediaServer {
  /** Who the server is; needs no token. */
  identity(signal?: AbortSignal): Promise<Answer<ServerIdentity>>;
  /** What the server says of itself; proves the token. */
  about(signal?: AbortSignal): Promise<Answer<ServerAbout>>;
  /** Who plays what. Calls that wait for their turn share one request. */
  sessions(signal?: AbortSignal): Promise<Answer<SessionList>>;
  /**
   * The items that the server still has, asked for 50 at a time; `[]` when it has none of them. Episodes, seasons and
   * tracks come with what they have from their show or album, live programmes with what the guide tells; both take
   * more requests.
   */
  /** `retries`: 0 for those who ask again themselves. */
  metadata(
    keys: readonly RatingKey[],
    signal?: AbortSignal,
    retries?: number,
  ): Promise<Answer<readonly DescribedItem[]>>;
  libraries(signal?: AbortSignal): Promise<Answer<readonly LibraryFacts[]>>;
  /** Anything else. Six at once; has its own turns, so that it delays nothing above. `not_found` says nothing of the link. */
  ask<T>(question: Question<T>, signal?: AbortSignal): Promise<Answer<T>>;
  /** The same server as somebody else sees it. */
  as(token: string): Pick<MediaServer, 'ask' | 'file'>;
  /** Asks the server to end a stream; the viewer is shown the reason. Never tried twice. */
  terminate(plexSessionId: string, reason: string, signal?: AbortSignal): Promise<Answer<null>>;
  /** A picture, scaled by the server. Eight at once; not counted against the rate of requests. */
  image(request: ImageRequest, signal?: AbortSignal): Promise<Answer<ServerImage>>;
  /** A picture or music as the server keeps it, by a path that it told. Shares the places of pictures. */
  file(path: string, signal?: AbortSignal): Promise<Answer<HttpBody>>;
}

export interface MediaServerOptions {
  readonly url: string;
  readonly token: string;
  /** How people call the server; every sentence about it begins with this. */
  readonly name: string;
  readonly clientIdentifier: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Days of what is broadcast are those of this zone; default: this machine's. */
  readonly timeZone?: string;
  readonly fetch?: Fetch;
  readonly random?: () => number;
  /** Default: 15 seconds, and certificates are verified. */
  readonly network?: Network;
  /** Of one answer. */
  readonly maxBytes?: number;
  /** Told what became of every request that says something about the connection and the token. */
  readonly onAnswer?: (answer: Answer<unknown>) => void;
}

export function createMediaServer(options: MediaServerOptions): MediaServer {
  return new Client(options);
}

class Client implements MediaServer {
  private readonly options: MediaServerOptions;
  private readonly http;
  private readonly headers;
  private readonly problems;
  private readonly limiter;
  private readonly describeLimiter;
  private readonly questionLimiter;
  private readonly questionSlots = createSlots(QUESTIONS_AT_ONCE);
  private readonly imageSlots = createSlots(IMAGES_AT_ONCE);
  private readonly parseList = createSessionParser();
  private readonly base: URL | null;
  /** Known from the first identity; decides how the dynamic range is read. */
  private version: string | null = null;
  readonly sessions;

  constructor(options: MediaServerOptions) {
    const { url, token, name, clock, log } = options;
    this.options = options;
    this.base = URL.parse(url.endsWith('/') ? url : `${url}/`);
    this.headers = clientHeaders(options.clientIdentifier, token);
    this.problems = createProblemLog(log, clock, name);
    this.limiter = createRateLimiter(clock, RATE);
    this.describeLimiter = createRateLimiter(clock, DESCRIBE_RATE);
    this.questionLimiter = createRateLimiter(clock, QUESTION_RATE);
    this.http = createHttpClient({
      name,
      secret: token,
      clock,
      fetch: options.fetch ?? fetch,
      random: options.random ?? Math.random,
      network: options.network ?? fixedNetwork(),
    });
    this.sessions = createShared((signal, sent) => this.readSessions(signal, sent));
  }

  async identity(signal?: AbortSignal): Promise<Answer<ServerIdentity>> {
    // Said to everybody, so it proves nothing about the token and the link is not told.
    const answer = await this.request({ path: 'identity', priority: PRIORITY.list, parse: parseIdentity, signal });
    if (answer.ok) this.version = answer.value.version;
    return answer;
  }

  async about(signal?: AbortSignal): Promise<Answer<ServerAbout>> {
    const answer = await this.read({ path: '', priority: PRIORITY.other, parse: parseAbout, signal });
    if (!answer.ok) return answer;
    this.version = answer.value.version;
    if (answer.value.friendlyName !== null) return answer;
    const parse = (body: string) => parseSetting(body, 'FriendlyName');
    const name = await this.read({ path: ':/prefs', priority: PRIORITY.other, parse, signal });
    return name.ok ? { ok: true, value: { ...answer.value, friendlyName: name.value } } : answer;
  }

  metadata(
    keys: readonly RatingKey[],
    signal?: AbortSignal,
    retries?: number,
  ): Promise<Answer<readonly DescribedItem[]>> {
    const { timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone } = this.options;
    return readItems({ read: (path, parse) => this.readList(path, parse, signal, retries), timeZone }, keys);
  }

  async libraries(signal?: AbortSignal): Promise<Answer<readonly LibraryFacts[]>> {
    const answer = await this.read({
      path: 'library/sections',
      priority: PRIORITY.other,
      parse: parseLibraries,
      signal,
    });
    return answer.ok ? { ok: true, value: this.reported(answer.value) } : answer;
  }

  async ask<T>({ path, parse, method = 'GET' }: Question<T>, signal?: AbortSignal): Promise<Answer<T>> {
    const release = await this.questionSlots.take(signal);
    if (release === null) return { ok: false, reason: 'aborted', problem: 'the request was given up' };
    try {
      const body = await this.get(path, {
        method,
        isBodiless: method !== 'GET',
        retries: method === 'GET' ? 1 : 0,
        maxBytes: this.options.maxBytes ?? MAX_BYTES,
        permit: (waiting) => this.questionLimiter.take(PRIORITY.act, waiting),
        signal,
      });
      const answer = body.ok ? readBody(body.value, (text) => parse(text, this.version), this.options.name) : body;
      // A refusal of something particular says nothing about the connection.
      if (answer.ok || answer.reason === 'unreachable' || answer.reason === 'unauthorised')
        this.options.onAnswer?.(answer);
      return this.noted(answer);
    } finally {
      release();
    }
  }

  as(token: string): Pick<MediaServer, 'ask' | 'file'> {
    const { onAnswer, ...options } = this.options;
    return new Client({ ...options, token });
  }

  async terminate(plexSessionId: string, reason: string, signal?: AbortSignal): Promise<Answer<null>> {
    const query = new URLSearchParams({ sessionId: plexSessionId, reason });
    const answer = await this.get(`status/sessions/terminate?${query}`, {
      retries: 0,
      maxBytes: this.options.maxBytes ?? MAX_BYTES,
      permit: (waiting) => this.limiter.take(PRIORITY.act, waiting),
      signal,
    });
    return answer.ok ? { ok: true, value: null } : this.noted(terminateFailure(answer, this.options.name));
  }

  async image(request: ImageRequest, signal?: AbortSignal): Promise<Answer<ServerImage>> {
    const query = imageQuery(request, this.options.token);
    if (query === null) return { ok: false, reason: 'refused', problem: 'this is no address of a picture' };
    const answer = await this.bytes(`photo/:/transcode?${query}`, MAX_IMAGE_BYTES, signal);
    if (!answer.ok) return answer;
    const { contentType, bytes } = answer.value;
    return contentType?.startsWith('image/')
      ? { ok: true, value: { contentType, bytes } }
      : { ok: false, reason: 'malformed', problem: `${this.options.name} answers with something that is no picture` };
  }

  async file(path: string, signal?: AbortSignal): Promise<Answer<HttpBody>> {
    // Anything but a plain path below the server could take the token elsewhere.
    if (!/^\/(?!\/)[^\\]*$/.test(path)) return { ok: false, reason: 'refused', problem: 'this is no path of a server' };
    return this.bytes(path.slice(1), MAX_FILE_BYTES, signal);
  }

  private async bytes(path: string, maxBytes: number, signal?: AbortSignal): Promise<Answer<HttpBody>> {
    const release = await this.imageSlots.take(signal);
    if (release === null) return { ok: false, reason: 'aborted', problem: 'the picture was not needed any more' };
    try {
      return await this.get(path, { retries: 1, maxBytes, signal });
    } finally {
      release();
    }
  }

  /** A list about items; failures say nothing of the connection when they come from a guide. */
  private async readList<T>(
    path: string,
    parse: (body: string, version: string | null) => ParseResult<Parsed<T>>,
    signal?: AbortSignal,
    retries = RETRIES,
  ): Promise<Answer<readonly T[]>> {
    const reading = {
      ...{ path, priority: PRIORITY.describe, signal, retries },
      parse: (body: string) => parse(body, this.version),
    };
    const answer = await (path.startsWith('library/') ? this.read(reading) : this.request(reading));
    return answer.ok ? { ok: true, value: this.reported(answer.value) } : answer;
  }

  private async readSessions(signal: AbortSignal, sent: () => void): Promise<Answer<SessionList>> {
    const parse = (body: string) => this.parseList(body, this.version);
    // Read again with the next report anyway, and then newer.
    const reading = { path: 'status/sessions', priority: PRIORITY.list, parse, signal, sent, retries: 0 };
    const answer = await this.read(reading);
    if (answer.ok) for (const problem of answer.value.problems) this.report(problem);
    return answer;
  }

  /** As `request`, and tells the link what it means. */
  private async read<T>(reading: Reading<T>): Promise<Answer<T>> {
    const answer = await this.request(reading);
    this.options.onAnswer?.(answer);
    return answer;
  }

  /** One list or description: waits for its turn, tries again, parses, reports. */
  private async request<T>({ path, priority, parse, signal, sent, retries = RETRIES }: Reading<T>): Promise<Answer<T>> {
    const permit = async (waiting: AbortSignal | undefined): Promise<boolean> => {
      const limiter = priority === PRIORITY.describe ? this.describeLimiter : this.limiter;
      const isGranted = await limiter.take(priority, waiting);
      if (isGranted) sent?.();
      return isGranted;
    };
    const maxBytes = this.options.maxBytes ?? MAX_BYTES;
    const answer = await this.get(path, { retries, maxBytes, permit, signal });
    if (answer.ok) return this.noted(readBody(answer.value, parse, this.options.name));
    // Every media server has its lists; only items may be unknown.
    if (answer.reason !== 'not_found' || priority === PRIORITY.describe) return this.noted(answer);
    const problem = `${this.options.name} does not answer as a Plex Media Server does; its address may be wrong`;
    return this.noted({ ok: false, reason: 'refused', problem });
  }

  private async get(path: string, call: Omit<HttpCall, 'url' | 'headers'>): Promise<Answer<HttpBody>> {
    // Names of guides look like schemes of addresses: `./` says that a path begins here.
    const url = this.base === null ? null : URL.parse(`./${path}`, this.base);
    if (url === null)
      return { ok: false, reason: 'unreachable', problem: `${this.options.name} has an address that is not valid` };
    return this.http({ url, headers: this.headers, ...call });
  }

  private reported<T>({ values, problems }: Parsed<T>): readonly T[] {
    for (const problem of problems) this.report(problem);
    return values;
  }

  private report(problem: string): void {
    this.problems.report(`${this.options.name}: ${problem}`);
  }

  private noted<T>(answer: Answer<T>): Answer<T> {
    if (!answer.ok && answer.reason !== 'aborted' && answer.reason !== 'not_found')
      this.problems.report(answer.problem);
    return answer;
  }
}
