/** Texts that are JSON: values are put into its strings, and only there (notification notes 2.11). */
import { brokenTemplate } from './failures.ts';

/** JSON with its numbers as they were written. */
type Json =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Json[] }
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, Json> };

/** Deeper ones are nobody's message. */
const MAX_DEPTH = 100;
const NON_ASCII = /[^\x20-\x7e]/g;

/**
 * The JSON with `substitute` applied to every string, keys included; blank stays blank.
 * @throws TemplateFailure when the text is no JSON, and whatever `substitute` throws
 */
export function renderJson(text: string, substitute: (text: string) => string): string {
  return text === '' ? '' : write(parse(text), substitute);
}

function parse(text: string): Json {
  try {
    return toJson(JSON.parse(text, keepNumber), 0);
  } catch (error) {
    if (error instanceof SyntaxError) throw brokenTemplate(`the text is no JSON: ${error.message}`);
    throw error;
  }
}

/** Numbers are kept as they were written; the parser says how as the third thing it hands over. */
function keepNumber(...[, value, context]: readonly unknown[]): unknown {
  const hasSource = typeof context === 'object' && context !== null && 'source' in context;
  return typeof value === 'number' && hasSource ? new NumberText(String(context.source)) : value;
}

class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

function toJson(value: unknown, depth: number): Json {
  if (depth > MAX_DEPTH) throw brokenTemplate('the JSON is nested too deeply');
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (value instanceof NumberText) return { kind: 'plain', text: value.text };
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => toJson(item, depth + 1)) };
  if (typeof value !== 'object' || value === null) return { kind: 'plain', text: String(value) };
  const entries = Object.entries(value).map(([key, one]): [string, Json] => [key, toJson(one, depth + 1)]);
  return { kind: 'object', entries: new Map(entries) };
}

function write(json: Json, substitute: (text: string) => string): string {
  switch (json.kind) {
    case 'text':
      return quote(substitute(json.text));
    case 'plain':
      return json.text;
    case 'list':
      return `[${json.items.map((item) => write(item, substitute)).join(', ')}]`;
    default: {
      const written = new Map<string, string>();
      for (const [key, value] of json.entries) written.set(substitute(key), write(value, substitute));
      return `{${[...written].map(([key, value]) => `${quote(key)}: ${value}`).join(', ')}}`;
    }
  }
}

/** A JSON string in ASCII. */
const quote = (text: string): string =>
  JSON.stringify(text).replace(NON_ASCII, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
