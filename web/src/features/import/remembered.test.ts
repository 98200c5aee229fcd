import { expect, test } from 'vitest';
import { readRemembered } from './remembered.ts';

const WHOLE = {
  source: { uploadId: 'a'.repeat(32) },
  config: { path: 'config.ini' },
  name: 'tautulli.db',
  file: { sizeBytes: 7, lastModified: 8 },
  runId: 9,
};

test.each([WHOLE, { ...WHOLE, config: null, file: null, runId: null }])('what was written is read', (value) => {
  expect(readRemembered(JSON.stringify(value))).toEqual(value);
});

test.each([
  '',
  '{',
  'null',
  '7',
  '{}',
  JSON.stringify({ ...WHOLE, source: {} }),
  JSON.stringify({ ...WHOLE, config: 7 }),
  JSON.stringify({ ...WHOLE, file: {} }),
  JSON.stringify({ ...WHOLE, runId: '9' }),
])('%s is nothing of ours', (text) => {
  expect(readRemembered(text)).toBeNull();
});
