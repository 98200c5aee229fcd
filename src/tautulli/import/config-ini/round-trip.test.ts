import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkChanges } from '#config/setting-changes.ts';
import { DEFAULT_SETTINGS, readSettings, SETTINGS, type Settings } from '#config/settings.ts';
import { OWN_SETTINGS } from '#config/settings-own.ts';
import type { WireValue } from './convert.ts';
import { KEYS } from './keys.ts';
import { mapConfig } from './map-config.ts';
import { parseIni } from './parse-ini.ts';
import { tautulliValues } from './reverse.ts';

/** Writes values the way the replaced program writes its file. */
function write(values: Readonly<Record<string, WireValue>>): string {
  const quote = (text: string): string => (text.includes('"') ? `'${text}'` : `"${text}"`);
  const line = (value: WireValue): string => {
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string') return quote(value);
    return value.length === 0 ? ',' : `${value.map(quote).join(', ')},`;
  };
  const lines = Map.groupBy(Object.entries(values), ([key]) => KEYS.get(key)?.section);
  lines.get('Advanced')?.push(['CONFIG_VERSION', 22]);
  return [...lines]
    .flatMap(([section, pairs]) => [
      `[${section}]`,
      ...pairs.map(([key, value]) => `${key.toLowerCase()} = ${line(value)}`),
    ])
    .join('\n');
}

/** A value a setting may have; the texts are such as stand in files. */
function anyValue(name: keyof Settings): fc.Arbitrary<unknown> {
  const { limits, schema } = SETTINGS[name];
  switch (limits.kind) {
    case 'switch':
      return fc.boolean();
    case 'number':
      return fc.integer({ min: limits.min, max: limits.max });
    case 'choice':
      return fc.constantFrom(...limits.values);
    case 'list':
      return fc.shuffledSubarray([...(limits.values ?? ['1', '2', '33'])]);
    case 'text':
      return fc
        .constantFrom('', 'YYYY, MM', 'de-AT', 'https://example.org/x', 'h:mm a', '# 5')
        .filter((text) => schema.safeParse(text).success);
  }
}

const anySettings = fc
  .record(Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, anyValue(name as keyof Settings)])))
  .map((values) =>
    readSettings(
      Object.entries(values).map(([key, value]) => ({ key, value })),
      expect.unreachable,
    ),
  );

describe('settings shown by the keys of the replaced program', () => {
  test('are its defaults when they are ours', () => {
    const rows = z
      .array(z.object({ key: z.string(), default: z.unknown() }))
      .parse(JSON.parse(readFileSync(new URL('./fixtures/reference-keys.json', import.meta.url), 'utf8')));
    const defaults = new Map(rows.map((row) => [row.key, row.default]));
    for (const [key, value] of Object.entries(tautulliValues(DEFAULT_SETTINGS))) {
      // The key that program brings along is not ours to use.
      expect(value, key).toEqual(key === 'THEMOVIEDB_APIKEY' ? '' : defaults.get(key));
    }
  });

  test('come back from a file that was written with them', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const { settings: read, web, report } = mapConfig(parseIni(write(tautulliValues(settings))));
        const { publicUrl, ...others } = settings;
        const known = Object.entries(others).filter(([name]) => !Object.hasOwn(OWN_SETTINGS, name));
        expect(read).toEqual(Object.fromEntries(known));
        expect(web.publicUrl ?? '').toBe(publicUrl);
        expect(report).toMatchObject({ clamped: [], defaulted: [], unknown: [], invalidLines: [] });
      }),
      { numRuns: 100 },
    );
  });

  test('no secret is among them', () => {
    const secrets = [...KEYS].filter(([, { target }]) => target.to === 'secret').map(([key]) => key);
    expect(secrets.map((key) => tautulliValues(DEFAULT_SETTINGS)[key])).toEqual(secrets.map(() => ''));
  });
});

describe('whatever a file says', () => {
  const anyRaw = fc.oneof(
    fc.string(),
    fc.integer().map(String),
    fc.constantFrom('', '""', ',', 'a, b', '0', '1', '-1', '99999999', '/64', 'true', 'http://x', '1,'),
  );
  const anyFile = fc.array(fc.tuple(fc.constantFrom(...KEYS.keys()), anyRaw), { maxLength: 60 });

  test('the settings made of it are stored without a complaint, and each key is reported once', () => {
    fc.assert(
      fc.property(anyFile, fc.integer({ min: 0, max: 22 }), (pairs, version) => {
        const values = new Map(pairs.map(([key, raw]) => [key, raw.replace(/[\r\n]/g, '').replace(/^("""|''')/, '')]));
        values.delete('GET_FILE_SIZES_HOLD');
        values.set('CONFIG_VERSION', String(version));
        const text = [...values].map(([key, raw]) => `[${KEYS.get(key)?.section}]\n${key} = ${raw}`).join('\n');
        const { settings, report } = mapConfig(parseIni(text));
        checkChanges(settings, {});
        const { kept, clamped, defaulted, empty, dropped } = report;
        const keys = [kept, clamped, defaulted, empty, dropped].flat().map(({ key }) => key);
        expect(keys.sort()).toEqual([...values.keys()].sort());
      }),
      { numRuns: 300 },
    );
  });
});
