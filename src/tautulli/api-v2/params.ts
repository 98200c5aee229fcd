/**
 * Parameters as the reference reads them (API notes 5): everything arrives as text, and hardly anything is refused.
 * A command declares what it takes; what was not declared is ignored.
 */
import type { EnvelopeReply } from './reply.ts';
import { failed, LOOK_IN_THE_LOG } from './reply.ts';

/** What was sent: every name with its values in the order of their arrival, the query before the body. */
export type SentParams = ReadonlyMap<string, readonly string[]>;

/** The kinds of parameters and what a handler gets for them. */
export interface KindValues {
  /** As sent, the empty text too. */
  text: string;
  /** 1, true, t, yes, y and on in any case are true; anything else is false. */
  boolean: boolean;
  /** 0 when it is no number. */
  integer: number;
  /** Refused with status 500 when it is no number, as the reference does; an empty text counts as absent. */
  strictInteger: number;
  /** Digits only; null for any other text, which then matches nothing. */
  id: number | null;
  /** Split at commas, trimmed, without empty parts. */
  list: readonly string[];
  /** A list whose parts are read like `id`. */
  ids: readonly (number | null)[];
  /** A file of a form; no command reads one yet. */
  file: string;
}

export type Kind = keyof KindValues;

/** One declared parameter. `required`: the message of the refusal when it is absent or empty; `true` says nothing. */
export type ParamSpec = {
  [K in Kind]: { readonly kind: K; readonly required?: true | string; readonly default?: KindValues[K] };
}[Kind];

/** Declared parameters by name. A name with `<...>` in it stands for many and is only documentation. */
export type ParamSpecs = { readonly [name: string]: ParamSpec };

/** What a handler gets: a value where there is always one, else possibly `undefined`. */
export type ParamValues<S extends ParamSpecs> = {
  readonly [N in keyof S]:
    | KindValues[S[N]['kind']]
    | (S[N] extends { readonly required: true | string } | { readonly default: KindValues[Kind] } ? never : undefined);
};

/** The value that counts when a parameter is repeated: the last one. */
export const lastSent = (sent: SentParams, name: string): string | undefined => sent.get(name)?.at(-1);

const TRUE_WORDS: ReadonlySet<string> = new Set(['1', 'true', 't', 'yes', 'y', 'on']);

/** API notes 5, bool. */
export const readBoolean = (text: string): boolean => TRUE_WORDS.has(text.toLowerCase());

/** A whole number with an optional sign and blanks around it; null for anything else. Too large ones are cut. */
export function readInteger(text: string): number | null {
  if (!/^\s*[+-]?\d+\s*$/.test(text)) return null;
  // `+ 0` makes 0 of -0.
  return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(text))) + 0;
}

/** An id: digits only, and small enough to be exact. */
export function readId(text: string): number | null {
  const value = /^\d+$/.test(text) ? Number(text) : null;
  return value !== null && Number.isSafeInteger(value) ? value : null;
}

/** API notes 5, comma list. */
export const readList = (values: readonly string[]): readonly string[] =>
  values.flatMap((value) => value.split(',').map((part) => part.trim())).filter((part) => part !== '');

/** Returned by a reader for a text that is refused. */
const REFUSED = Symbol('refused');

const lastOf = (values: readonly string[]): string => values.at(-1) ?? '';

const READERS: {
  readonly [K in Kind]: (values: readonly string[]) => KindValues[K] | undefined | typeof REFUSED;
} = {
  text: lastOf,
  boolean: (values) => readBoolean(lastOf(values)),
  integer: (values) => readInteger(lastOf(values)) ?? 0,
  strictInteger: (values) => (lastOf(values).trim() === '' ? undefined : (readInteger(lastOf(values)) ?? REFUSED)),
  id: (values) => readId(lastOf(values)),
  list: readList,
  ids: (values) => readList(values).map(readId),
  file: lastOf,
};

const isMissing = (values: readonly string[] | undefined): boolean =>
  values === undefined || values.every((value) => value === '');

export type ParamsOutcome<S extends ParamSpecs> =
  | { readonly ok: true; readonly values: ParamValues<S> }
  | { readonly ok: false; readonly parameter: string; readonly reply: EnvelopeReply };

/** Reads the declared parameters, or gives the reply that refuses them. Never throws. */
export function readParams<const S extends ParamSpecs>(specs: S, sent: SentParams): ParamsOutcome<S> {
  const values: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const texts = sent.get(name);
    if (spec.required !== undefined && isMissing(texts)) {
      return { ok: false, parameter: name, reply: failed(spec.required === true ? null : spec.required) };
    }
    const value = texts === undefined ? undefined : READERS[spec.kind](texts);
    if (value === REFUSED) return { ok: false, parameter: name, reply: failed(LOOK_IN_THE_LOG, { status: 500 }) };
    values[name] = value ?? (value === undefined ? spec.default : value);
  }
  // The loop has given every declared name a value of its kind; the compiler cannot follow it through the table.
  return { ok: true, values: values as ParamValues<S> };
}
