import { createHash } from 'node:crypto';

/**
 * 16 bytes that identify a description by its content. Keys are taken in alphabetical order, so that the order in which
 * an object was built does not matter; undefined counts as null.
 */
export function digest(facts: Readonly<Record<string, unknown>>): Buffer {
  const ordered = Object.keys(facts)
    .sort()
    .map((key) => [key, facts[key] ?? null]);
  return createHash('sha256').update(JSON.stringify(ordered)).digest().subarray(0, 16);
}
