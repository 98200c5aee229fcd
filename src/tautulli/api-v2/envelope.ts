/** What an answer looks like on the wire (API notes 3 and 4). Pure. */
import type { Readable } from 'node:stream';
import { isObject, type Json, type JsonObject, prettyJson, spacedJson } from './json.ts';
import { lastSent, type SentParams } from './params.ts';
import { type EnvelopeReply, failed, isRaw, isReply, type Reply, succeeded } from './reply.ts';
import { writeXml } from './xml.ts';

/** How the caller wants it. */
export interface Output {
  readonly format: 'json' | 'xml';
  /** Name of the function a script wants to be called with the answer. */
  readonly callback: string | null;
  readonly isPretty: boolean;
}

export const PLAIN_JSON: Output = { format: 'json', callback: null, isPretty: false };

export interface Rendered {
  readonly status: number;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | Readable;
}

export const JSON_TYPE = 'application/json;charset=UTF-8';
const XML_TYPE = 'application/xml;charset=UTF-8';
const SCRIPT_TYPE = 'application/javascript';

const CALLBACK_NAME = /^[A-Za-z_$][\w$.]*$/;

/** Reads the output options; a string says why they cannot be met. Empty ones count as absent. */
export function readOutput(sent: SentParams): Output | string {
  const format = lastSent(sent, 'out_type') || 'json';
  if (format !== 'json' && format !== 'xml') return 'Parameter out_type must be json or xml';
  const callback = lastSent(sent, 'callback') || null;
  if (format === 'json' && callback !== null && !CALLBACK_NAME.test(callback))
    return 'Parameter callback must be the name of a function';
  return { format, callback, isPretty: Boolean(lastSent(sent, 'debug')) };
}

/** What a handler returned as a reply. */
export function replyOf(answer: Json | Reply | undefined): Reply {
  if (isReply(answer)) return answer;
  if (answer === null || answer === undefined) return failed(null);
  if (typeof answer === 'string') return succeeded(null, looseText(answer));
  return isObject(answer) ? replyOfObject(answer) : succeeded(null, answer);
}

/** A bare text that is JSON becomes what it says: `8` a number, `true` a flag (API notes 3, rule 2). */
function looseText(text: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

/** `message` and `result` of an object belong to the envelope, unless both are empty (API notes 3, rule 4). */
function replyOfObject(data: JsonObject): EnvelopeReply {
  const { message, result, ...rest } = data;
  const said = typeof message === 'string' && message !== '' ? message : null;
  const outcome = typeof result === 'string' && result !== '' ? result : null;
  if (said === null && outcome === null) return succeeded(null, data);
  return outcome === 'error' ? failed(said, { data: rest }) : succeeded(said, rest);
}

/** Writes a reply; a reply without the envelope stays as it is. */
export function render(reply: Reply, output: Output): Rendered {
  if (isRaw(reply)) return reply;
  const { result, message, data, status, retryAfterSeconds } = reply;
  const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  // A null inside the envelope is nothing, which is written as an empty object.
  const document = { response: { result, message, data: data ?? {} } };
  return { status, headers, ...write(document, output) };
}

function write(document: { readonly response: JsonObject }, { format, callback, isPretty }: Output) {
  if (format === 'xml') return { contentType: XML_TYPE, body: writeXml('response', document.response) };
  const text = isPretty ? prettyJson(document) : spacedJson(document);
  return callback === null
    ? { contentType: JSON_TYPE, body: text }
    : { contentType: SCRIPT_TYPE, body: `${callback}(${text});` };
}
