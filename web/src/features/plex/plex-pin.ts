import type { Clock } from '#clock';
import type { PlexPinBegun } from '#contract/sign-in-elsewhere.ts';
import { ApiError } from '../../lib/api.ts';

/** How often our server is asked, in milliseconds. */
const ASK_MS = 2000;

/** What our server may say while it is asked whether somebody has agreed. */
export interface PinAnswer {
  readonly state: string;
}

/** Such an answer when somebody has. */
export type Agreed<A extends PinAnswer> = Exclude<A, { readonly state: 'waiting' | 'expired' }>;

/** How a sign-in at Plex is begun, and asked for. */
export interface PinCalls<A extends PinAnswer> {
  /** `forwardTo`: where Plex's page leads afterwards, below the app. */
  begin(forwardTo: string | null): Promise<PlexPinBegun>;
  check(pinId: string): Promise<A>;
}

/** Nobody agreed in time. */
export class PinExpired extends Error {}

const isAgreed = <A extends PinAnswer>(answer: A): answer is Agreed<A> =>
  answer.state !== 'waiting' && answer.state !== 'expired';

/** Asks until somebody has agreed at Plex. @throws ApiError, PinExpired, and the reason of `signal`. */
export async function waitForPin<A extends PinAnswer>(
  { pinId, expiresAt }: Pick<PlexPinBegun, 'pinId' | 'expiresAt'>,
  check: (pinId: string) => Promise<A>,
  clock: Clock,
  signal: AbortSignal,
): Promise<Agreed<A>> {
  const end = Date.parse(expiresAt);
  while (clock.now() < end) {
    // The line breaks when a phone goes to Plex and back.
    const answer = await check(pinId).catch((error: unknown) => {
      if (error instanceof ApiError && error.code === 'unreachable') return null;
      throw error;
    });
    signal.throwIfAborted();
    if (answer !== null && isAgreed(answer)) return answer;
    if (answer?.state === 'expired') break;
    await clock.sleep(ASK_MS, signal);
    signal.throwIfAborted();
  }
  throw new PinExpired();
}
