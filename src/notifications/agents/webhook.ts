/** Sends JSON to any address (notification notes, agent 25). */
import { z } from 'zod';
import { type AgentDeps, defineAgent, type Message, type Outcome, refusedForGood } from './agent.ts';
import { outcomeOf } from './answers.ts';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const;

const Config = z.object({
  hook: z
    .string()
    .trim()
    .min(1, 'is missing')
    .meta({ description: 'The address the messages are sent to.', isSecret: true }),
  method: z.enum(METHODS).default('POST').describe('How they are sent.'),
});

const JSON_TYPE = 'application/json';
/** Names of headers and values that HTTP can carry. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** What the request itself decides. */
const RESERVED: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding', 'connection', 'upgrade']);

/** Says which message this is, so that one that comes twice can be recognised. */
const DELIVERY_HEADER = 'X-Spyglass-Delivery';

export const webhook = defineAgent({
  id: 25,
  name: 'webhook',
  label: 'Webhook',
  config: Config,
  minGapMs: 0,
  send: ({ hook, method }, message, deps) => send(hook, method, message, deps),
});

async function send(hook: string, method: string, message: Message, { request, now }: AgentDeps): Promise<Outcome> {
  const own = readJson(message.subject);
  const data = readJson(message.body);
  if (own === INVALID) return refusedForGood('The headers of the webhook are not valid JSON');
  if (data === INVALID) return refusedForGood('The data of the webhook is not valid JSON');
  const headers = headersOf(own);
  if (typeof headers === 'string') return refusedForGood(headers);
  headers.set(DELIVERY_HEADER.toLowerCase(), [DELIVERY_HEADER, message.deliveryId]);
  const type = headers.get('content-type')?.[1];
  const body = data === NOTHING ? null : type === JSON_TYPE ? message.body : encodeForm(data);
  return outcomeOf(await request({ url: hook, method, headers: Object.fromEntries(headers.values()), body }), now());
}

const NOTHING = Symbol('nothing');
const INVALID = Symbol('invalid');

function readJson(text: string): unknown {
  if (text.trim() === '') return NOTHING;
  try {
    return JSON.parse(text);
  } catch {
    return INVALID;
  }
}

type Headers = Map<string, readonly [name: string, value: string]>;

/** The headers by their names in lower case; a sentence when one cannot be sent. */
function headersOf(own: unknown): Headers | string {
  const headers: Headers = new Map([['content-type', ['Content-Type', JSON_TYPE]]]);
  if (typeof own !== 'object' || own === null || Array.isArray(own)) return headers;
  for (const [name, value] of Object.entries(own)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const bytes = Buffer.from(text, 'utf8').toString('latin1');
    if (!HEADER_NAME.test(name) || !HEADER_VALUE.test(bytes))
      return `The header ${JSON.stringify(name)} cannot be sent`;
    if (!RESERVED.has(name.toLowerCase())) headers.set(name.toLowerCase(), [name, bytes]);
  }
  return headers;
}

/** How a form sends this: members as fields, a list as the same field again, a text as it is. */
function encodeForm(data: unknown): string | null {
  if (typeof data === 'string') return data;
  if (typeof data !== 'object' || data === null) return null;
  const fields = new URLSearchParams();
  const entries: [string, unknown][] = Array.isArray(data) ? data.flatMap(pairOf) : Object.entries(data);
  for (const [name, value] of entries)
    for (const one of Array.isArray(value) ? value : [value]) if (one !== null) fields.append(name, plain(one));
  return fields.toString();
}

const pairOf = (item: unknown): [string, unknown][] =>
  Array.isArray(item) && item.length === 2 ? [[plain(item[0]), item[1]]] : [];

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
