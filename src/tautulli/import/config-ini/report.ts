import type { ClimbedStep } from './ladder.ts';
import type { InvalidLine } from './parse-ini.ts';

/** A key, and where its value went, such as `setting.tvWatchedPercent` or `server.token`. */
export interface KeptKey {
  readonly key: string;
  readonly to: string;
}

export interface ChangedKey extends KeptKey {
  /** Never holds the value of a secret. */
  readonly reason: string;
}

export interface DroppedKey {
  readonly key: string;
  readonly reason: string;
}

export interface UnknownKey {
  readonly section: string;
  readonly key: string;
  readonly line: number;
}

/** What became of a file: each of its keys is in exactly one of the lists, never a secret's value. */
export interface ConfigReport {
  /** null: the file did not say. */
  readonly configVersion: number | null;
  /** What older meanings were translated before anything else. */
  readonly steps: readonly ClimbedStep[];
  readonly kept: readonly KeptKey[];
  /** Out of range; the nearest value that is allowed was taken. */
  readonly clamped: readonly ChangedKey[];
  /** Not a value of its kind; the default was taken, or nothing where there is none. */
  readonly defaulted: readonly ChangedKey[];
  /** There was nothing in it. */
  readonly empty: readonly KeptKey[];
  readonly dropped: readonly DroppedKey[];
  /** Known to older releases only. */
  readonly historical: readonly string[];
  readonly unknown: readonly UnknownKey[];
  readonly invalidLines: readonly InvalidLine[];
}

type Lists = Pick<ConfigReport, 'kept' | 'clamped' | 'defaulted' | 'empty' | 'dropped' | 'historical' | 'unknown'>;

/** Collects the report while keys are looked at. */
export interface Reporter {
  kept(key: string, to: string): void;
  clamped(key: string, to: string, reason: string): void;
  defaulted(key: string, to: string, reason: string): void;
  empty(key: string, to: string): void;
  dropped(key: string, reason: string): void;
  historical(key: string): void;
  unknown(section: string, key: string, line: number): void;
  lists(): Lists;
}

export function createReporter(): Reporter {
  const kept: KeptKey[] = [];
  const clamped: ChangedKey[] = [];
  const defaulted: ChangedKey[] = [];
  const empty: KeptKey[] = [];
  const dropped: DroppedKey[] = [];
  const historical: string[] = [];
  const unknown: UnknownKey[] = [];
  return {
    kept: (key, to) => void kept.push({ key, to }),
    clamped: (key, to, reason) => void clamped.push({ key, to, reason }),
    defaulted: (key, to, reason) => void defaulted.push({ key, to, reason }),
    empty: (key, to) => void empty.push({ key, to }),
    dropped: (key, reason) => void dropped.push({ key, reason }),
    historical: (key) => void historical.push(key),
    unknown: (section, key, line) => void unknown.push({ section, key, line }),
    lists: () => ({ kept, clamped, defaulted, empty, dropped, historical, unknown }),
  };
}
