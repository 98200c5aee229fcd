import { expect, test } from 'vitest';
import { imageHash, posterOf } from './poster.ts';

const installation = '11112222333344445555666677778888';
const thumb = '/library/metadata/101/thumb/1700000000';

test.each([
  ['a poster', { img: thumb, fallback: 'poster' }, 'b75032da51d3a8987f2debaf0879d1c848c73b79b833a491250ef05799873f4b'],
  [
    'a small one',
    { img: thumb, fallback: 'poster', width: 150, height: 225 },
    '69aa69e020a41507e96aaada08c8e18a19a4ae23f8b37e8ac339db2af6461403',
  ],
  [
    'the background of an item',
    { img: '/library/metadata/101/art', fallback: 'art' },
    '2e1de801ac042dbf2d20a9483ccc4682189055fcdd5c46bdf5081fabc65bfde4',
  ],
  [
    'a background to stand behind text',
    {
      img: '/library/metadata/101/art/1',
      fallback: 'art',
      width: 500,
      height: 280,
      opacity: 25,
      background: '282828',
      blur: 3,
    },
    'd676e7242646786be0e76b8e532fbd94356c4df8afffe87bfa2a47818979431c',
  ],
  ['nothing at all', { img: '', fallback: 'poster' }, 'poster'],
])('%s has the name that published addresses have', (_, image, expected) => {
  expect(imageHash({ installation, ...image })).toBe(expected);
});

test.each([
  ['an own picture', { media_type: 'movie', thumb: 't' }, 't'],
  ['a season without one', { media_type: 'season', thumb: '', parent_thumb: 'p' }, 'p'],
  ['an episode', { media_type: 'episode', thumb: 't', parent_thumb: 'p', grandparent_thumb: 'g' }, 'p'],
  ['an episode without a season', { media_type: 'episode', parent_thumb: '', grandparent_thumb: 'g' }, 'g'],
  [
    'a trailer',
    { media_type: 'clip', extra_type: '1', art: '/library/metadata/1/art/2', thumb: 't' },
    '/library/metadata/1/thumb/2',
  ],
  ['a trailer of something without art', { media_type: 'clip', extra_type: '1', art: '', thumb: 't' }, 't'],
  ['another clip', { media_type: 'clip', parent_thumb: '', thumb: 't' }, 't'],
  ['a photo', { media_type: 'photo', thumb: 't' }, ''],
])('the poster of %s', (_, record, expected) => {
  expect(posterOf(record).thumb).toBe(expected);
});
