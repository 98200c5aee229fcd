import { describe, expect, test } from 'vitest';
import { type Standing, type Step, setUpSearch, stepFor } from './steps.ts';

const FRESH: Standing = { hasOwner: false, hasServer: false, isImporting: false };
const OWNED = { ...FRESH, hasOwner: true };
const CONNECTED = { ...OWNED, hasServer: true };
const IMPORTING = { ...OWNED, isImporting: true };

describe('the step that is shown', () => {
  test.each<[string, Step | undefined, Standing, Step]>([
    ['a new installation', undefined, FRESH, 'welcome'],
    ['on to the owner', 'owner', FRESH, 'owner'],
    ['no way past the owner', 'history', FRESH, 'welcome'],
    ['after the owner', undefined, OWNED, 'plex'],
    ['no way back to the owner', 'owner', OWNED, 'plex'],
    ['a skipped server', 'history', OWNED, 'history'],
    ['a connected server', undefined, CONNECTED, 'history'],
    ['another look at the server', 'plex', CONNECTED, 'plex'],
    ['a reload while an import runs', undefined, IMPORTING, 'history'],
    ['the end', 'done', CONNECTED, 'done'],
  ])('%s', (_, wanted, standing, expected) => {
    expect(stepFor(wanted, standing)).toBe(expected);
  });
});

test.each([
  [{ step: 'plex' }, { step: 'plex' }],
  [{ step: 'nowhere' }, {}],
  [{ step: 7 }, {}],
  [{}, {}],
])('%j in the address', (raw, expected) => {
  expect(setUpSearch(raw)).toEqual(expected);
});
