import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { MediaType } from '#contract/enums.ts';
import type { StreamTrigger } from '../announce.ts';
import { passesMediaRule, percentOf } from './rules.ts';

const HOUR = 3_600_000;

/** Every trigger that depends on the media rule, with a percentage at which it would be held back. */
test.each<[string, StreamTrigger, MediaType, number, boolean, boolean]>([
  // what, trigger, media type, percent, told when stops after watched are told, told when they are not
  ['a movie that is stopped early', 'on_stop', 'movie', 84, true, true],
  ['a movie that is stopped when watched', 'on_stop', 'movie', 85, true, false],
  ['a movie that is stopped just before it counts', 'on_stop', 'movie', 84.4, true, true],
  ['a movie rounded up to watched', 'on_stop', 'movie', 84.6, true, false],
  ['an episode that is stopped early', 'on_stop', 'episode', 10, true, true],
  ['an episode that is stopped when watched', 'on_stop', 'episode', 90, true, false],
  ['a clip that is stopped', 'on_stop', 'clip', 10, true, false],
  ['a track that is stopped at its end', 'on_stop', 'track', 100, true, true],
  ['a track that goes on at its end', 'on_resume', 'track', 100, true, true],
  ['a movie that goes on', 'on_resume', 'movie', 98, true, true],
  ['a movie that goes on at its end', 'on_resume', 'movie', 99, true, false],
  ['a clip that goes on', 'on_resume', 'clip', 50, true, true],
  ['a movie that starts', 'on_play', 'movie', 100, true, true],
  ['an episode that was watched', 'on_watched', 'episode', 95, true, true],
  ['a movie that pauses at its end', 'on_pause', 'movie', 100, true, true],
  ['a photo', 'on_play', 'photo', 0, false, false],
  ['a photo that is stopped', 'on_stop', 'photo', 0, false, false],
  ['something else', 'on_play', 'playlist', 0, false, false],
])('%s', (_what, trigger, mediaType, percent, always, consecutive) => {
  const stream = { mediaType, viewOffsetMs: (percent * HOUR) / 100, durationMs: HOUR };
  const told = (notifyStopAfterWatched: boolean) =>
    passesMediaRule(trigger, stream, { ...DEFAULT_SETTINGS, notifyStopAfterWatched });
  expect([told(true), told(false)]).toEqual([always, consecutive]);
});

test.each([
  [1, 200, 0],
  [3, 200, 2],
  [5, 200, 2],
  [84.5, 100, 84],
  [85.5, 100, 86],
  [50, null, 0],
  [50, 0, 0],
  [150, 100, 150],
] as const)('%d of %j are %d percent', (position, duration, percent) => {
  expect(percentOf(position, duration)).toBe(percent);
});
