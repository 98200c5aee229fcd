import { isIP } from 'node:net';
import type { CopyValue, StageType } from './load.ts';

/** What can be wrong with an emitted value; it is changed or replaced by NULL so that COPY never fails for it. */
export type FaultKind = 'nul_bytes' | 'invalid_text' | 'unfit_value';
export type Fault = (kind: FaultKind, detail?: string) => void;

/** Writes one value as a field of PostgreSQL's COPY text format; `\N` is NULL. */
export type FieldWriter = (value: CopyValue, fault: Fault) => string;

const NULL = '\\N';
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const DIGITS = /^[+-]?\d{1,20}$/;
/** Characters that COPY, PostgreSQL or UTF-8 do not take as they are, and the trace that broken UTF-8 leaves. */
const NEEDS_CARE = /[\\\t\n\r\0\ufffd\ud800-\udfff]/;
const COPY_ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
/** From 0001-01-01 to 9999-12-31 in seconds: what both ISO text and timestamptz can say. */
const FIRST_SECOND = -62_135_596_800;
const LAST_SECOND = 253_402_300_799;

/** The writer of a staging column's type. Never throws; what does not fit is NULL and the fault `unfit_value`. */
export const fieldWriter = (type: StageType): FieldWriter => WRITERS[type];

const escaped = (text: string): string => text.replace(/[\\\t\n\r]/g, (found) => COPY_ESCAPES[found] ?? found);

/** PostgreSQL takes neither NUL nor broken UTF-8 (migration notes 3): the one goes, the other becomes U+FFFD. */
function clean(text: string, fault: Fault): string {
  let cleaned = text;
  if (cleaned.includes('\0')) {
    cleaned = cleaned.replaceAll('\0', '');
    fault('nul_bytes');
  }
  cleaned = cleaned.toWellFormed();
  if (cleaned.includes('\ufffd')) fault('invalid_text');
  return cleaned;
}

function unfit(value: CopyValue, fault: Fault): string {
  fault('unfit_value', (typeof value === 'object' ? 'a structure' : String(value)).slice(0, 60));
  return NULL;
}

const writeText: FieldWriter = (value, fault) => {
  if (typeof value === 'string') return NEEDS_CARE.test(value) ? escaped(clean(value, fault)) : value;
  if (value === null) return NULL;
  return typeof value === 'object' ? unfit(value, fault) : String(value);
};

function wholeWriter(bits: bigint): FieldWriter {
  const first = -(2n ** (bits - 1n));
  const last = -first - 1n;
  const smallest = Math.max(Number(first), Number.MIN_SAFE_INTEGER);
  const largest = Math.min(Number(last), Number.MAX_SAFE_INTEGER);
  return (value, fault) => {
    if (typeof value === 'number' && value >= smallest && value <= largest && Number.isInteger(value)) {
      return String(value);
    }
    if (value === null) return NULL;
    const isWhole = typeof value === 'bigint' || (typeof value === 'string' && DIGITS.test(value));
    const whole = isWhole ? BigInt(typeof value === 'string' ? value.replace('+', '') : value) : null;
    return whole !== null && whole >= first && whole <= last ? String(whole) : unfit(value, fault);
  };
}

const writeNumeric: FieldWriter = (value, fault) => {
  if (value === null) return NULL;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : unfit(value, fault);
  if (typeof value === 'bigint') return String(value);
  return typeof value === 'string' && DECIMAL.test(value) ? value : unfit(value, fault);
};

/** Text goes through a number, because PostgreSQL refuses doubles that overflow. */
const writeDouble: FieldWriter = (value, fault) => {
  if (value === null) return NULL;
  const isNumber =
    typeof value === 'number' || typeof value === 'bigint' || (typeof value === 'string' && DECIMAL.test(value));
  const number = isNumber ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? String(number) : unfit(value, fault);
};

const writeBoolean: FieldWriter = (value, fault) => {
  if (value === null) return NULL;
  if (value === true || value === 1) return 't';
  return value === false || value === 0 ? 'f' : unfit(value, fault);
};

/** Text without an offset would be read in the machine's time zone, so it does not fit. */
function secondsOf(value: CopyValue): number {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  const isInstant = typeof value === 'string' && /(?:Z|[+-]\d\d:\d\d)$/.test(value);
  return isInstant ? Date.parse(value) / 1000 : Number.NaN;
}

const writeMoment: FieldWriter = (value, fault) => {
  if (value === null) return NULL;
  const seconds = secondsOf(value);
  const isPossible = seconds >= FIRST_SECOND && seconds <= LAST_SECOND;
  return isPossible ? new Date(Math.round(seconds * 1000)).toISOString() : unfit(value, fault);
};

const writeDate: FieldWriter = (value, fault) => {
  if (value === null) return NULL;
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || value < '0001') return unfit(value, fault);
  const at = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value) ? value : unfit(value, fault);
};

const writeAddress: FieldWriter = (value, fault) => {
  if (value === null) return NULL;
  return typeof value === 'string' && isIP(value) !== 0 && !value.includes('%') ? value : unfit(value, fault);
};

const writeBytes: FieldWriter = (value, fault) => {
  if (value === null) return NULL;
  return value instanceof Uint8Array ? `\\\\x${value.toHex()}` : unfit(value, fault);
};

const writeList: FieldWriter = (value, fault) => {
  if (value === null) return NULL;
  if (!isList(value)) return unfit(value, fault);
  if (value.length === 0) return '{}';
  const parts = value.map((part) =>
    part === null ? 'NULL' : `"${clean(part, fault).replace(/["\\]/g, (found) => `\\${found}`)}"`,
  );
  return escaped(`{${parts.join(',')}}`);
};

const isList = (value: CopyValue): value is readonly (string | null)[] => Array.isArray(value);

const writeJson: FieldWriter = (value, fault) => {
  if (value === null) return NULL;
  if (typeof value !== 'object' || !('json' in value)) return unfit(value, fault);
  const written = JSON.stringify(value.json, (_name, part: unknown) =>
    typeof part === 'bigint' ? (Number.isSafeInteger(Number(part)) ? Number(part) : String(part)) : part,
  );
  return written === undefined ? NULL : escaped(cleanJson(written, fault));
};

/** jsonb refuses the escapes of NUL and of lone surrogates; every escape is looked at, so `\\u0000` stays text. */
function cleanJson(written: string, fault: Fault): string {
  if (!written.includes('\\u') && !NEEDS_CARE.test(written)) return written;
  const unescaped = written.replace(/\\(u0000|u[dD][89a-fA-F][0-9a-fA-F]{2}|.)/g, (whole, what: string) => {
    if (what === 'u0000') {
      fault('nul_bytes');
      return '';
    }
    return what.length === 5 ? '\ufffd' : whole;
  });
  return clean(unescaped, fault);
}

const WRITERS: Readonly<Record<StageType, FieldWriter>> = {
  text: writeText,
  bigint: wholeWriter(64n),
  integer: wholeWriter(32n),
  smallint: wholeWriter(16n),
  numeric: writeNumeric,
  'double precision': writeDouble,
  boolean: writeBoolean,
  timestamptz: writeMoment,
  date: writeDate,
  inet: writeAddress,
  bytea: writeBytes,
  'text[]': writeList,
  jsonb: writeJson,
};
