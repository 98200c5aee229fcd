import type { ServerResponse } from 'node:http';
import { jsonDocument, xmlDocument } from '../wire/element.ts';
import type { Call } from './call.ts';
import type { Fault } from './faults.ts';
import type { Reply } from './reply.ts';

/** How a service writes what it has to say. */
export interface Flavour {
  readonly xmlType: string;
  readonly jsonType: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body of an error. */
  error(status: number, call: Call | null): { readonly body: string; readonly type: string };
}

interface Written {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string | number>>;
}

const encode = (text: string): Uint8Array => Buffer.from(text, 'utf8');

function pagingHeaders(reply: Extract<Reply, { kind: 'element' }>): Record<string, string | number> {
  const { totalSize, offset } = reply.element.attrs;
  if (typeof totalSize !== 'number') return {};
  return {
    'X-Plex-Container-Start': typeof offset === 'number' ? offset : 0,
    'X-Plex-Container-Total-Size': totalSize,
  };
}

function write(flavour: Flavour, call: Call | null, reply: Reply | null): Written {
  const fresh = { 'Cache-Control': 'no-cache' };
  if (reply === null || reply.kind === 'status') {
    const status = reply === null ? 404 : reply.status;
    const { body, type } = flavour.error(status, call);
    return { status, type, body: encode(body), headers: {} };
  }
  if (reply.kind === 'bytes') {
    return { status: 200, type: reply.type, body: reply.bytes, headers: { 'Cache-Control': 'max-age=2592000' } };
  }
  if (reply.kind === 'document') {
    return { status: reply.status ?? 200, type: reply.type, body: encode(reply.body), headers: fresh };
  }
  const json = call?.wantsJson ?? false;
  const body = json ? jsonDocument(reply.element) : xmlDocument(reply.element);
  return {
    status: reply.status ?? 200,
    type: json ? flavour.jsonType : flavour.xmlType,
    body: encode(body),
    headers: { ...fresh, ...pagingHeaders(reply) },
  };
}

const MEGABYTE = 1024 * 1024;
const PADDING = Buffer.alloc(64 * 1024, ' ');

/** Spaces after the document until it has the wanted size; no length is announced. */
function sendOversized(response: ServerResponse, body: Uint8Array, megabytes: number): void {
  let left = megabytes * MEGABYTE - body.length;
  response.write(body);
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= PADDING.length;
      if (!response.write(PADDING)) {
        response.once('drain', more);
        return;
      }
    }
    response.end();
  };
  more();
}

/** Writes the answer, spoilt the way the failure wants it. Gives the status that went out. */
export function sendReply(
  response: ServerResponse,
  flavour: Flavour,
  call: Call | null,
  reply: Reply | null,
  fault: Fault | null,
): number {
  const written = write(flavour, call, reply);
  const headers = { ...flavour.headers, ...written.headers, 'Content-Type': written.type };
  const { status } = written;
  let { body } = written;
  if (fault?.oversize_mb) {
    response.writeHead(status, headers);
    sendOversized(response, body, fault.oversize_mb);
    return status;
  }
  const half = body.subarray(0, Math.floor(body.length / 2));
  if (fault?.empty) body = new Uint8Array();
  if (fault?.malformed) body = half;
  response.writeHead(status, { ...headers, 'Content-Length': body.length });
  if (fault?.truncated) response.write(half, () => response.destroy());
  else response.end(call?.method === 'HEAD' ? undefined : body);
  return status;
}
