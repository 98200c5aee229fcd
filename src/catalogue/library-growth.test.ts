import { expect, test } from 'vitest';
import { growthOf } from './library-growth.ts';

const row = (addedAt: string | null, fileSize: string | null = null) => ({
  addedAt,
  media: {
    container: null,
    bitrate: null,
    videoCodec: null,
    videoResolution: null,
    videoFrameRate: null,
    audioCodec: null,
    audioChannels: null,
    file: null,
    fileSize,
  },
});

test('what came is counted by the day of the installation, the first day first', () => {
  // 2026-03-01T23:30Z is the 2nd in Berlin.
  const late = String(Date.parse('2026-03-01T23:30:00Z') / 1000);
  const early = String(Date.parse('2026-02-27T08:00:00Z') / 1000);
  expect(growthOf([row(late, '5'), row(early), row(late, '7')], 'Europe/Berlin')).toEqual({
    days: [
      { day: '2026-02-27', added: 1, bytes: 0 },
      { day: '2026-03-02', added: 2, bytes: 12 },
    ],
    undated: 0,
  });
});

test.each([null, '0', 'soon', '99999999999999'])('%s is no moment, and counts as undated', (addedAt) => {
  expect(growthOf([row(addedAt)], 'UTC')).toEqual({ days: [], undated: 1 });
});
