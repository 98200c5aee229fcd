/** The parameters of a request: its query, then its form. */
import type { SentParams } from './params.ts';

type Pair = readonly [string, string];

function collect(pairs: Iterable<Pair>): Map<string, string[]> {
  const sent = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const values = sent.get(name);
    if (values === undefined) sent.set(name, [value]);
    else values.push(value);
  }
  return sent;
}

function* pairsOf(sent: SentParams): Generator<Pair> {
  for (const [name, values] of sent) for (const value of values) yield [name, value];
}

/** The parameters of an address, followed by those of the form. Never throws: broken escapes stay as they are. */
export function sentParams(url: string, form: SentParams | undefined): SentParams {
  const mark = url.indexOf('?');
  const query = new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1));
  return collect([...query, ...pairsOf(form ?? new Map())]);
}

/** The parameters of a body; none when it is no form or cannot be read (API notes 1: other bodies are ignored). */
export async function formParams(contentType: string | undefined, body: Buffer): Promise<SentParams> {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') return collect(new URLSearchParams(body.toString('utf8')));
  if (type === 'multipart/form-data') return multipartParams(contentType ?? '', body);
  return new Map();
}

/** Files of a form are no parameters yet: no command takes one. */
async function multipartParams(contentType: string, body: Buffer): Promise<SentParams> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    return collect([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])));
  } catch {
    return new Map();
  }
}
