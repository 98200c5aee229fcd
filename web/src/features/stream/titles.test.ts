import { beforeAll, expect, test } from 'vitest';
import { ITEMS } from '../../../dev/catalogue.ts';
import { speakEnglish } from '../../testing.ts';
import { channelsName, codecName, resolutionName } from './names.ts';
import { itemTitles } from './titles.ts';

beforeAll(speakEnglish);

test.each([
  ['a movie', ITEMS.movies[0]!, ['The Salt Meridian', '2024']],
  [
    'an edition',
    { ...ITEMS.movies[0]!, editionTitle: 'Director’s cut' },
    ['The Salt Meridian', '2024 · Director’s cut'],
  ],
  ['an episode', ITEMS.episodes[0]!, ['Harbor Lights', 'S02 · E01 · Low Tide']],
  [
    'an episode without numbers',
    { ...ITEMS.episodes[0]!, mediaIndex: null, parentMediaIndex: null },
    ['Harbor Lights', 'Low Tide'],
  ],
  ['a track', ITEMS.tracks[0]!, ['Slow Compass', 'Marlow & the Tides — Lantern Season']],
  [
    'a guest on a sampler',
    { ...ITEMS.tracks[0]!, originalTitle: 'Ysolde' },
    ['Slow Compass', 'Ysolde — Lantern Season'],
  ],
  ['live television', ITEMS.programme, ['The Evening Bulletin', '4 Harbour One']],
])('%s', (_, item, [title, subtitle]) => {
  expect(itemTitles(item)).toEqual({ title, subtitle });
});

test.each([
  [codecName('hevc'), 'HEVC'],
  [codecName('dca-ma'), 'DTS-HD MA'],
  [codecName('flac'), 'FLAC'],
  [codecName(''), null],
  [channelsName(6), '5.1'],
  [channelsName(4), '4'],
  [channelsName(null), null],
  [resolutionName('4k'), '4K'],
  [resolutionName('1080P'), '1080p'],
  [resolutionName('sd'), 'SD'],
])('%s is %s', (name, expected) => {
  expect(name).toBe(expected);
});
