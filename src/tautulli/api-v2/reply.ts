/** What a command answers when plain data is not enough. */
import type { Readable } from 'node:stream';
import type { Json } from './json.ts';

/** The message of every failure that nobody foresaw; clients know it (API notes 3). */
export const LOOK_IN_THE_LOG = 'Check the logs for errors';

const REPLY = Symbol('reply');

/** An answer in the envelope, with everything said. */
export interface EnvelopeReply {
  readonly [REPLY]: 'envelope';
  readonly result: 'success' | 'error';
  readonly status: number;
  readonly message: string | null;
  readonly data: Json;
  /** When it is worth trying again. */
  readonly retryAfterSeconds?: number;
}

/** An answer without the envelope: a file, an image, a page. */
export interface RawReply {
  readonly [REPLY]: 'raw';
  readonly status: number;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | Readable;
}

export type Reply = EnvelopeReply | RawReply;

export const isReply = (value: unknown): value is Reply =>
  typeof value === 'object' && value !== null && REPLY in value;

export const isRaw = (reply: Reply): reply is RawReply => reply[REPLY] === 'raw';

/** `result: success` with a message, status 200. */
export const succeeded = (message: string | null, data: Json = {}): EnvelopeReply => ({
  [REPLY]: 'envelope',
  result: 'success',
  status: 200,
  message,
  data,
});

/** `result: error`, status 400 unless another one is given; `message` may be null, as the notes often ask. */
export const failed = (
  message: string | null,
  {
    status = 400,
    data = {},
    retryAfterSeconds,
  }: { readonly status?: number; readonly data?: Json; readonly retryAfterSeconds?: number | undefined } = {},
): EnvelopeReply => ({
  [REPLY]: 'envelope',
  result: 'error',
  status,
  message,
  data,
  ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
});

/** A body of its own. */
export const raw = (
  body: RawReply['body'],
  contentType: string,
  { status = 200, headers = {} }: { readonly status?: number; readonly headers?: RawReply['headers'] } = {},
): RawReply => ({ [REPLY]: 'raw', status, contentType, headers, body });

/** A file to be saved under this name (API notes 1: downloads are `application/x-download`). */
export function download(
  fileName: string,
  body: RawReply['body'],
  { contentType = 'application/x-download' }: { readonly contentType?: string } = {},
): RawReply {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const exact = ascii === fileName ? '' : `; filename*=UTF-8''${encodeURIComponent(fileName.toWellFormed())}`;
  return raw(body, contentType, { headers: { 'content-disposition': `attachment; filename="${ascii}"${exact}` } });
}
