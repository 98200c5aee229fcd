import type { EpochMs } from '#clock';
import { hex } from '../random.ts';

/** How many identifiers keep their symbolic name; only an endless run ever reaches it. */
const ALIAS_LIMIT = 50_000;

/** Gives out identifiers of one run and remembers what each stands for. */
export interface Identifiers {
  readonly t0: EpochMs;
  readonly nonce: string;
  /** A hexadecimal identifier of `length` digits, remembered as `kind:name`. */
  give(kind: string, name: string, length: number): string;
  /** Remembers an identifier that was made elsewhere. */
  alias(identifier: string | number, name: string): void;
  aliasOf(identifier: string | number): string | undefined;
  aliases(): ReadonlyMap<string, string>;
}

/** Identifiers that follow from the nonce, so that every run sees new ones and a repeated run the same ones. */
export function makeIdentifiers(t0: EpochMs, nonce: string): Identifiers {
  const names = new Map<string, string>();
  const high = Number.parseInt(nonce.slice(0, 7), 36);
  const low = Number.parseInt(nonce.slice(0, 5), 36);
  let serial = 0;
  const alias = (identifier: string | number, name: string): void => {
    names.set(String(identifier), name);
    if (names.size <= ALIAS_LIMIT) return;
    const [oldest] = names.keys();
    if (oldest !== undefined) names.delete(oldest);
  };
  const give = (kind: string, name: string, length: number): string => {
    serial += 1;
    const value = `${hex(high + serial * 7919, 8)}${hex(serial * 104_729 + low, length - 8)}`;
    alias(value, `${kind}:${name}`);
    return value;
  };
  return {
    t0,
    nonce,
    give,
    alias,
    aliasOf: (identifier) => names.get(String(identifier)),
    aliases: () => names,
  };
}

/** `8-4-4-4-12`, from the first 32 digits of an identifier. */
export const asUuid = (digits: string): string =>
  [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20, 32)].join('-');
