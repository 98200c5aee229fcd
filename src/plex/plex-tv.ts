/** plex.tv: the people and servers of an account, and signing in. Every failure is an answer, nothing here throws. */
import type { Clock } from '#clock';
import type { Log } from '#log';
import { clientHeaders } from './client-headers.ts';
import type { Answer, PlexAccount } from './facts.ts';
import { createHttpClient } from './http-client.ts';
import { type Fetch, fixedNetwork, type Network } from './network.ts';
import { parseFriends, parseOwnAccount } from './parse-accounts.ts';
import { owner, type PlexOwner, type PlexPerson, type PlexShare, people, sharesOf } from './parse-people.ts';
import { type PlexPin, type PlexResource, parsePin, resources } from './parse-plex-tv.ts';
import { createProblemLog } from './problem-log.ts';
import type { Question } from './question.ts';
import { createRateLimiter } from './rate-limit.ts';

const NAME = 'plex.tv';
const MAX_BYTES = 10 * 1_048_576;
const RETRIES = 2;
const RATE = { burst: 10, perSecond: 1 };
/** Only one kind of caller waits here. */
const PRIORITY = 0;

export interface PlexTv {
  /**
   * The owner of the token first, then friends and the members of the home. With a machine identifier only the friends
   * who may use that server.
   */
  accounts(machineIdentifier?: string, signal?: AbortSignal): Promise<Answer<readonly PlexAccount[]>>;
  /** The account the token belongs to. */
  account(signal?: AbortSignal): Promise<Answer<PlexAccount>>;
  /** Begins a sign-in; the code goes into the address that a browser opens. Needs no token. */
  createPin(signal?: AbortSignal): Promise<Answer<PlexPin>>;
  /** Whether somebody agreed; `not_found` when the pin has expired. Needs no token. */
  checkPin(id: number, signal?: AbortSignal): Promise<Answer<PlexPin>>;
  /** The media servers the account may use. */
  resources(signal?: AbortSignal): Promise<Answer<readonly PlexResource[]>>;
  /**
   * The owner and everybody a server may be used by, with what is shared with them. Fails as a whole: half a list would
   * look as if people had been removed.
   */
  people(machineIdentifier: string, signal?: AbortSignal): Promise<Answer<PlexPeople>>;
  /** Anything else. */
  ask<T>(question: Question<T>, signal?: AbortSignal): Promise<Answer<T>>;
}

export interface PlexPeople {
  readonly owner: PlexOwner;
  readonly others: readonly PlexPerson[];
  readonly shares: readonly PlexShare[];
}

export interface PlexTvOptions {
  readonly baseUrl: string;
  /** Null before somebody signed in: then only pins can be asked for. */
  readonly token: string | null;
  readonly clientIdentifier: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch?: Fetch;
  readonly random?: () => number;
  /** Default: 15 seconds, and certificates are verified. */
  readonly network?: Network;
}

interface Request<T> {
  readonly path: string;
  readonly parse: Question<T>['parse'];
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Pins are nobody's yet and are asked for without a token. */
  readonly isAnonymous?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export function createPlexTv(options: PlexTvOptions): PlexTv {
  const { baseUrl, token, clientIdentifier, clock, log } = options;
  const base = URL.parse(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);
  const problems = createProblemLog(log, clock, NAME);
  const limiter = createRateLimiter(clock, RATE);
  const http = createHttpClient({
    name: NAME,
    secret: token,
    clock,
    fetch: options.fetch ?? fetch,
    random: options.random ?? Math.random,
    network: options.network ?? fixedNetwork(),
  });

  async function send<T>({ path, parse, method = 'GET', isAnonymous = false, signal }: Request<T>): Promise<Answer<T>> {
    const url = base === null ? null : URL.parse(path, base);
    if (url === null) return { ok: false, reason: 'unreachable', problem: `${NAME} has an address that is not valid` };
    const answer = await http({
      url,
      method,
      headers: {
        ...clientHeaders(clientIdentifier, isAnonymous ? null : token),
        Accept: isAnonymous ? 'application/json' : 'application/xml',
      },
      isBodiless: method === 'PUT' || method === 'DELETE',
      maxBytes: MAX_BYTES,
      retries: method === 'GET' ? RETRIES : 0,
      permit: (waiting) => limiter.take(PRIORITY, waiting),
      signal,
    });
    if (!answer.ok) return answer;
    const parsed = parse(new TextDecoder().decode(answer.value.bytes), null);
    if (parsed.ok) return parsed;
    return {
      ok: false,
      reason: 'malformed',
      problem: `${NAME} gives an answer that cannot be read: ${parsed.problem}`,
    };
  }

  async function request<T>(what: Request<T>): Promise<Answer<T>> {
    const answer = await send(what);
    if (!answer.ok && answer.reason !== 'aborted' && answer.reason !== 'not_found') problems.report(answer.problem);
    return answer;
  }

  const account = (signal?: AbortSignal) => request({ path: 'users/account', parse: parseOwnAccount, signal });

  return {
    account,
    async accounts(machineIdentifier, signal) {
      const owner = await account(signal);
      if (!owner.ok) return owner;
      const parse = (body: string) => parseFriends(body, machineIdentifier);
      const friends = await request({ path: 'api/users', parse, signal });
      if (!friends.ok) return friends;
      for (const problem of friends.value.problems) problems.report(problem);
      const others = friends.value.values.filter(({ plexUserId }) => plexUserId !== owner.value.plexUserId);
      return { ok: true, value: [owner.value, ...others] };
    },
    createPin: (signal) =>
      request({ path: 'api/v2/pins?strong=true', method: 'POST', parse: parsePin, isAnonymous: true, signal }),
    checkPin: (id, signal) => request({ path: `api/v2/pins/${id}`, parse: parsePin, isAnonymous: true, signal }),
    resources: (signal) => request({ ...resources, signal }),
    ask: (question, signal) => request({ ...question, signal }),
    async people(machineIdentifier, signal) {
      const self = await request({ ...owner, signal });
      if (!self.ok) return self;
      const all = await request({ ...people, signal });
      if (!all.ok) return all;
      const shares = await request({ ...sharesOf(machineIdentifier), signal });
      if (!shares.ok) return shares;
      for (const problem of [...all.value.problems, ...shares.value.problems]) problems.report(problem);
      const others = all.value.values.filter(({ plexUserId }) => plexUserId !== self.value.plexUserId);
      return { ok: true, value: { owner: self.value, others, shares: shares.value.values } };
    },
  };
}
