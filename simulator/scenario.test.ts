import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseScenario } from './scenario.ts';

const FOLDER = new URL('../test/fixtures/live/scenarios/', import.meta.url);

test.each(readdirSync(FOLDER))('%s is a scenario', (file) => {
  const scenario = parseScenario(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
  expect(scenario.timeline.length).toBeGreaterThan(0);
});

test('what is not a scenario is refused with its place', () => {
  const wrong = { name: 'x', timeline: [{ at_ms: 0, action: 'seek', session: 'a' }] };
  expect(() => parseScenario(wrong)).toThrow(/This is not a scenario: [\s\S]*timeline/);
});
