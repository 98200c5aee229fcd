import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const WEB_ROOT = resolve(import.meta.dirname, '../../dist/web');
const KILOBYTE = 1024;

const sizeOf = (file: string): number => gzipSync(readFileSync(join(WEB_ROOT, file)), { level: 9 }).length;

/** The scripts a browser loads for these entries, with everything they import at once. */
function scriptsFor(entries: readonly string[]): Set<string> {
  const found = new Set<string>();
  const follow = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const source = readFileSync(join(WEB_ROOT, 'assets', file), 'utf8');
    for (const [, name = ''] of source.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) follow(name);
  };
  for (const entry of entries) follow(entry);
  return found;
}

/** In KB: the app shell with Now; the history brings its table along. */
const BUDGETS = [
  ['now-page', 180],
  ['history-page', 190],
] as const;

test.each(BUDGETS)('the first load of %s is small', (page, budget) => {
  const html = readFileSync(join(WEB_ROOT, 'index.html'), 'utf8');
  const all = readdirSync(join(WEB_ROOT, 'assets'));
  const entry = /src="\.\/assets\/(index-[\w-]+\.js)"/.exec(html)?.[1] ?? '';
  const named = (name: string): string => all.find((file) => file.startsWith(`${name}-`) && file.endsWith('.js')) ?? '';
  const scripts = scriptsFor([entry, named(page), named('en')]);
  const total = [...scripts].reduce((sum, file) => sum + sizeOf(`assets/${file}`), 0);
  expect(total / KILOBYTE).toBeLessThan(budget);
  expect(total / KILOBYTE).toBeGreaterThan(50);
});

test('the styles are small', () => {
  const styles = readdirSync(join(WEB_ROOT, 'assets')).filter((file) => file.endsWith('.css'));
  expect(styles.reduce((sum, file) => sum + sizeOf(`assets/${file}`), 0) / KILOBYTE).toBeLessThan(25);
});

test('the page needs nothing inline', () => {
  const html = readFileSync(join(WEB_ROOT, 'index.html'), 'utf8');
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
});
