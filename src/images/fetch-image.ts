import type { Clock } from '#clock';
import type { Answer } from '#plex/facts.ts';
import type { ImageRequest } from '#plex/image-request.ts';
import { Problem } from '#problem';
import { type Stored, withDigest } from './cache-files.ts';
import { createGate } from './gate.ts';
import { imageType } from './image-type.ts';
import { createRefusals } from './refusals.ts';

const REQUESTS_PER_SERVER = 6;
const FETCH_TIMEOUT_MS = 15_000;
/** How long a picture that is not there, or is none, is not asked for again. */
const ABSENT_MS = 600_000;
/** The same when it could not be had at the moment. */
const FAILED_MS = 30_000;
/** How long no picture is asked of a server that could not be reached: a page of them must not wait one by one. */
const SERVER_REST_MS = 5_000;
const REMEMBERED_REFUSALS = 2_000;

type ImageAnswer = Answer<{ readonly bytes: Uint8Array }>;

/**
 * Asks a Plex server, which scales and, for web pictures, fetches. Ends when `signal` aborts.
 * A thrown Problem is passed on as it is.
 */
export type FetchImage = (serverId: number, image: ImageRequest, signal: AbortSignal) => Promise<ImageAnswer>;

/** A picture as Plex sent it. */
export interface FetchedImage {
  readonly stored: Stored;
  readonly contentType: string;
}

interface FetcherDeps {
  readonly fetchImage: FetchImage;
  readonly clock: Clock;
  readonly maxBytes: number;
  readonly stopping: AbortSignal;
}

/**
 * Fetches pictures with care for the server: few at a time, with a time limit, and not again soon what it refused.
 * `key` stands for server, path and size. The function it answers throws Problem `not_found` or `upstream`.
 */
export function createFetcher({ fetchImage, clock, maxBytes, stopping }: FetcherDeps) {
  const refusals = createRefusals(clock, REMEMBERED_REFUSALS);
  const gate = createGate(REQUESTS_PER_SERVER);
  const ask = async (serverId: number, image: ImageRequest): Promise<ImageAnswer> => {
    const late = new AbortController();
    const cancel = clock.after(FETCH_TIMEOUT_MS, () => late.abort());
    return fetchImage(serverId, image, AbortSignal.any([late.signal, stopping])).finally(cancel);
  };
  return (key: string, serverId: number, image: ImageRequest): Promise<FetchedImage> =>
    gate(serverId, async () => {
      const server = `server ${serverId}`;
      const known = refusals.of(key) ?? refusals.of(server);
      if (known !== null) throw known;
      if (stopping.aborted) throw new Problem('unavailable', 'Spyglass is stopping');
      const answer = await ask(serverId, image);
      const judged = judge(answer, maxBytes);
      if ('stored' in judged) return judged;
      refusals.remember(key, judged.problem, judged.forMs);
      if (!answer.ok && answer.reason === 'unreachable') refusals.remember(server, judged.problem, SERVER_REST_MS);
      throw judged.problem;
    });
}

interface Refused {
  readonly problem: Problem;
  readonly forMs: number;
}

const refuse = (code: 'not_found' | 'upstream', message: string, forMs: number): Refused => ({
  problem: new Problem(code, message),
  forMs,
});

/** Decides what becomes of Plex's answer: only pictures of a sensible size pass, whatever they claim to be. */
function judge(answer: ImageAnswer, maxBytes: number): FetchedImage | Refused {
  if (!answer.ok) {
    if (answer.reason === 'not_found') return refuse('not_found', 'Plex has no such picture', ABSENT_MS);
    if (answer.reason === 'aborted') return refuse('upstream', 'Plex took too long to send the picture', FAILED_MS);
    return refuse('upstream', answer.problem, answer.reason === 'too_large' ? ABSENT_MS : FAILED_MS);
  }
  const { buffer, byteOffset, byteLength } = answer.value.bytes;
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  if (bytes.length > maxBytes) return refuse('upstream', 'The picture that Plex sent is too large', ABSENT_MS);
  const contentType = imageType(bytes);
  if (contentType === null) return refuse('upstream', 'What Plex sent is no picture that can be shown', ABSENT_MS);
  return { stored: withDigest(bytes), contentType };
}
