import { describe, expect, test } from 'vitest';
import { check } from './check.ts';
import type { Manifest } from './paths.ts';
import { ROOMS } from './rooms.ts';
import { RULES } from './rules.ts';

const MANIFEST: Manifest = {
  imports: {
    '#db/*': './src/db/*',
    '#http/*': './src/http/*',
    '#history/*': './src/history/*',
    '#plex/*': './src/plex/*',
    '#contract/*': './src/contract/*',
    '#simulator/*': './simulator/*',
    '#clock': './src/clock.ts',
  },
  production: new Set(['pg', 'zod', 'drizzle-orm', '@fastify/static']),
  development: new Set(['vite', 'vitest', 'react', '@types/node']),
};

/** The rules that these files break: path -> text. */
const broken = (files: Readonly<Record<string, string>>): string[] => [
  ...new Set(check(new Map(Object.entries(files)), MANIFEST, RULES).map(({ rule }) => rule)),
];

type Case = readonly [rule: string, files: Readonly<Record<string, string>>];
const file = (path: string, text: string): Record<string, string> => ({ [path]: text });

const FORBIDDEN: readonly Case[] = [
  ['direction-of-rooms', file('src/plex/a.ts', "import { record } from '#history/record-play.ts';")],
  ['direction-of-rooms', file('src/db/a.ts', "import type { Fact } from '#plex/facts.ts';")],
  ['direction-of-rooms', file('src/db/a.ts', "export const a = () => import('#history/record-play.ts');")],
  ['direction-of-rooms', file('src/attic/a.ts', "import { db } from '#db/pool.ts';")],
  ['direction-of-rooms', file('src/db/a.ts', "import { start } from '../main.ts';")],
  ['nobody-imports-http', file('bench/a.ts', "import { app } from '#http/app.ts';")],
  ['only-commands-simulate', file('src/main.ts', "import { simulate } from '#simulator/simulator.ts';")],
  ['simulator-stands-alone', file('simulator/a.ts', "import type { Fact } from '#plex/facts.ts';")],
  ['only-db-connects', file('src/history/a.ts', "import { Pool } from 'pg';")],
  ['only-db-connects', file('src/history/a.ts', "import type { PoolClient } from 'pg';")],
  ['tables-only-in-queries', file('src/history/record-play.ts', "import { plays } from '#db/schema/index.ts';")],
  ['own-queries', file('src/monitoring/a.ts', "import { page } from '#history/queries.ts';")],
  ['own-queries', file('src/monitoring/a.ts', "export { page } from '#history/queries-page.ts';")],
  ['contract-is-plain', file('src/contract/a.ts', "import { eq } from 'drizzle-orm';")],
  ['contract-is-plain', file('src/contract/a.ts', "import { readFileSync } from 'node:fs';")],
  ['web-knows-the-contract', file('web/src/a.tsx', "import type { Fact } from '#plex/facts.ts';")],
  ['web-knows-the-contract', file('web/src/a.ts', "import { join } from 'node:path';")],
  ['product-without-tests', file('src/history/a.ts', "import { aPlay } from './testing.ts';")],
  ['spelling-of-imports', file('src/history/a.ts', "import { pool } from '../db/pool.ts';")],
  ['spelling-of-imports', file('src/db/a.ts', "import { pool } from '#db/pool.ts';")],
  ['spelling-of-imports', file('simulator/a.ts', "import { systemClock } from '../src/clock.ts';")],
  ['declared-packages', file('scripts/a.ts', "import { rolldown } from 'rolldown';")],
  ['declared-packages', file('src/http/a.ts', "import cookie from '@fastify/cookie';")],
  ['deployable', file('src/http/a.ts', "import { build } from 'vite';")],
  ['deployable', file('simulator/a.ts', "export const a = () => import('vite/client');")],
  [
    'no-cycles',
    {
      'src/db/a.ts': "import { b } from './b.ts';\nexport const a = b;",
      'src/db/b.ts': "import type { C } from './c.ts';\nexport const b = 1 as C;",
      'src/db/c.ts': "import { a } from './a.ts';\nexport type C = typeof a;",
    },
  ],
  ['only-plex-speaks-plex', file('src/http/a.ts', "export const a = '/library/sections';")],
  ['only-plex-speaks-plex', file('src/history/a.ts', 'export const a = (id: number) => [`/:/scrobble?key=`, id];')],
  ['only-plex-speaks-plex', file('web/src/a.ts', "export const a = { 'X-Plex-Token': '' };")],
  ['only-plex-speaks-plex', file('src/monitoring/a.ts', 'export const a = "/status/sessions";')],
  ['only-config-reads-the-environment', file('src/db/a.ts', 'export const a = process.env.HOME;')],
  ['only-config-reads-the-environment', file('scripts/a.ts', "export const a = process['env'];")],
  [
    'only-config-reads-the-environment',
    file('src/db/a.ts', "import { env } from 'node:process';\nexport const a = env;"),
  ],
  ...[
    'Date.now()',
    'new Date()',
    'Date()',
    'performance.now()',
    'Temporal.Now.instant()',
    'setTimeout(() => 1, 10)',
    'setInterval(() => 1, 10)',
    'globalThis.setTimeout(() => 1, 10)',
    'window.setInterval(() => 1, 10)',
  ].map((text): Case => ['only-the-clock-knows-the-time', file('web/src/a.ts', `export const a = () => ${text};`)]),
  ['only-the-clock-knows-the-time', file('src/db/a.ts', "import { setTimeout as wait } from 'node:timers/promises';")],
  ['no-default-exports', file('src/db/a.ts', 'export default 1;')],
  ['no-default-exports', file('src/db/a.ts', 'const a = 1;\nexport { a as default };')],
  ['no-any', file('test/a.test.ts', 'export const a: any[] = [];')],
  ['no-silencers', file('src/db/a.ts', '// @ts-expect-error: it works\nexport const a = 1;')],
  ['no-silencers', file('web/src/a.tsx', 'export const a = <p>{/* biome-ignore lint: so there */}</p>;')],
  ['nothing-unfinished', file('src/db/a.ts', '/** TODO: later */\nexport const a = 1;')],
  ['no-utils', file('src/db/utils.ts', 'export const a = 1;')],
  [
    'short-files',
    file('bench/a.ts', 'export const a = [\n'.padEnd(301 + 'export const a = ['.length, '\n').concat('];')),
  ],
];

const ALLOWED: readonly (readonly [name: string, files: Readonly<Record<string, string>>])[] = [
  [
    'the way of a playback',
    file('src/history/a.ts', "import { pool } from '#db/pool.ts';\nimport type { F } from '#plex/facts.ts';"),
  ],
  ['a command serves', file('src/cli/serve.ts', "import { app } from '#http/app.ts';")],
  ['a command simulates', file('src/cli/demo.ts', "export const a = () => import('#simulator/simulator.ts');")],
  ['queries know tables', file('src/history/queries.ts', "import { plays } from '#db/schema/index.ts';")],
  ['a row type is no table', file('src/history/a.ts', "import type { plays } from '#db/schema/index.ts';")],
  ['a room uses its queries', file('src/history/a.ts', "import { page } from './queries.ts';")],
  [
    'the web takes the contract',
    file('web/src/a.ts', "import { Play } from '#contract/history.ts';\nimport { clock } from '#clock';"),
  ],
  ['a type of a development package', file('src/db/a.ts', "import type { Server } from 'vite';")],
  [
    'tests as they like',
    file(
      'src/plex/a.test.ts',
      "import { test } from 'vitest';\ntest('/library/', () => setTimeout(() => Date.now(), 1));",
    ),
  ],
  [
    'a date from a value',
    file('src/db/a.ts', 'export const a = (ms: number) => [new Date(ms), new Date("2026-01-01")];'),
  ],
  [
    'a method of that name',
    file('src/db/a.ts', 'export const a = (c: { setTimeout(): void; now(): number }) => [c.setTimeout(), c.now()];'),
  ],
  ['words in strings', file('src/db/a.ts', "export const a = 'TODO: any // @ts-ignore process.env Date.now()';")],
  ['words in other words', file('src/db/a.ts', '// TODOS and many\nexport const company = 1;')],
  ['a tool asks for a default export', file('web/vite.config.ts', 'export default {};')],
  [
    'a page that is loaded later',
    {
      'web/src/router.ts': "export const page = () => import('./page.ts');",
      'web/src/page.ts': "import { page } from './router.ts';\nexport const again = page;",
    },
  ],
  ['300 lines', file('bench/a.ts', '// line\n'.repeat(300))],
];

describe('the checker', () => {
  test.each(FORBIDDEN)('reports %s and nothing else: %o', (rule, files) => {
    expect(broken(files)).toEqual([rule]);
  });

  test.each(ALLOWED)('lets pass: %s', (_name, files) => {
    expect(broken(files)).toEqual([]);
  });

  test('every rule has a case', () => {
    const covered = new Set(FORBIDDEN.map(([rule]) => rule));
    expect(RULES.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
  });

  test('says where', () => {
    const text = "// é, ü\n\nimport { x } from 'pg';";
    expect(check(new Map([['src/http/a.ts', text]]), MANIFEST, RULES)).toEqual([
      { rule: 'only-db-connects', path: 'src/http/a.ts', line: 3, detail: 'imports pg' },
    ]);
  });

  test('the map of the rooms has no way back', () => {
    const names = Object.keys(ROOMS);
    for (const [name, { may }] of Object.entries(ROOMS))
      for (const other of may)
        expect(names.indexOf(other), `${name} imports ${other}`).toBeLessThan(names.indexOf(name));
  });

  test('refuses what it cannot read', () => {
    expect(() => check(new Map([['src/a.ts', 'import {']]), MANIFEST, RULES)).toThrow('src/a.ts');
  });
});
