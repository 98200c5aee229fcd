/** Recognises rows that say the same, so that each distinct description is parsed, hashed and stored once. */
import { hash } from 'node:crypto';
import { quoteName, rowTextSql } from '../source/load.ts';

/** A SELECT list of what is always needed, and all other columns as one text. */
export function selectDescribed(columns: ReadonlySet<string>, apart: readonly string[]): string {
  const own = apart.filter((name) => columns.has(name)).map(quoteName);
  const described = [...columns].filter((name) => !apart.includes(name));
  return [...own, `${rowTextSql(described)} as "description"`].join(', ');
}

/** Numbers descriptions from 1 in the order they appear. Keeps 16 bytes of each, not its text. */
export function createNumbering(): { number(description: string): { readonly no: number; readonly isNew: boolean } } {
  const numbers = new Map<string, number>();
  return {
    number(description) {
      const key = hash('md5', description, 'latin1');
      const known = numbers.get(key);
      if (known !== undefined) return { no: known, isNew: false };
      const no = numbers.size + 1;
      numbers.set(key, no);
      return { no, isNew: true };
    },
  };
}
