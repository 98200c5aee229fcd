import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { definitionOf, SETTING_NAMES } from '#config/settings.ts';
import { OWN_SECRET_SETTINGS, OWN_SETTINGS } from '#config/settings-own.ts';
import { placeOf } from './field-reader.ts';
import { DATABASE_KEYS, isHistorical, KEYS, REPLACED_KEYS } from './keys.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8'));
const reference = z
  .array(
    z.object({
      key: z.string(),
      section: z.string(),
      type: z.string(),
      range: z.string(),
      status: z.enum(['keep', 'replace', 'drop']),
      secret: z.boolean(),
    }),
  )
  .parse(read('reference-keys'));
const historical = z.array(z.string()).parse(read('historical-keys'));

const places = [...KEYS.values()].map(({ target }) => placeOf(target));

describe('the table of keys', () => {
  test('has every key of the reference exactly once', () => {
    expect([...KEYS.keys()].sort()).toEqual(reference.map(({ key }) => key).sort());
    expect(KEYS.size).toBe(163);
  });

  test.each(reference)('$key is in its section, has its type, and becomes what its status says', (row) => {
    const rule = KEYS.get(row.key)!;
    expect(rule).toMatchObject({ section: row.section, type: row.type });
    // What is kept in a form that has nothing to import.
    const begunAnew = ['FIRST_RUN_COMPLETE', 'JWT_SECRET', 'UPDATE_SHOW_CHANGELOG'].includes(row.key);
    const isCarried = (row.status === 'keep' && !begunAnew) || REPLACED_KEYS.has(row.key);
    expect(rule.target.to !== 'never').toBe(isCarried);
    expect(REPLACED_KEYS.has(row.key) && row.status !== 'replace').toBe(false);
  });

  test('secrets go where secrets are kept', () => {
    const where = (key: string): string => KEYS.get(key)!.target.to;
    for (const { key, secret } of reference) {
      expect(where(key) === 'secret' && !secret, key).toBe(false);
      if (secret) expect(['secret', 'server', 'account', 'api', 'never'], key).toContain(where(key));
    }
  });

  test('no two keys lead to the same place, and every setting has its key but those of our own', () => {
    const used = places.filter((place) => place !== null);
    expect(new Set(used).size).toBe(used.length);
    const reached = [...KEYS.values()].flatMap(({ target }) =>
      'name' in target ? [target.name] : target.to === 'web' && target.shownAs !== undefined ? [target.shownAs] : [],
    );
    const own = Object.keys({ ...OWN_SETTINGS, ...OWN_SECRET_SETTINGS });
    expect([...reached, ...own].sort()).toEqual([...SETTING_NAMES].sort());
  });

  test.each(reference.filter(({ range }) => /^integer/.test(range)))(
    '$key: our limits hold $range',
    ({ key, range }) => {
      const { target } = KEYS.get(key)!;
      if (target.to !== 'setting') return;
      const { limits } = definitionOf(target.name);
      const [, min, max] = /^integer(?: >=)? (\d+)(?:\.\.(\d+))?/.exec(range)!;
      if (limits.kind !== 'number') throw new TypeError(`${target.name} is no number`);
      expect(limits.min).toBe(Number(min));
      expect(limits.max).toBe(max === undefined ? limits.max : Number(max));
    },
  );
});

describe('keys of older releases', () => {
  test('all are recognised, and none of them is a key of today', () => {
    expect(historical).toHaveLength(471);
    expect(historical.filter((key) => !isHistorical(key))).toEqual([]);
    expect(historical.filter((key) => KEYS.has(key) || DATABASE_KEYS.has(key))).toEqual([]);
    expect([...KEYS.keys()].filter(isHistorical)).toEqual([]);
  });

  test.each(['NONSENSE', 'NOTIFY_SOMETHING_NEW', 'UPDATE_NEXT', 'DATE_FORMATT', 'TV_WATCHED', 'MOVIES', '', 'EMAIL'])(
    '%s is none',
    (key) => {
      expect(isHistorical(key)).toBe(false);
    },
  );
});
