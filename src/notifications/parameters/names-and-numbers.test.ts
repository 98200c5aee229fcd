import { expect, test } from 'vitest';
import { joinNumbers, namesAndNumbers } from './names-and-numbers.ts';

test.each([
  [[], '0', '00'],
  [[3], '3', '03'],
  [[12, 1, 2, 3, 5], '1-3,5,12', '01-03,05,12'],
  [[2, 2, 1], '1-2', '01-02'],
  [[0, 100], '0,100', '00,100'],
])('%j is %s', (numbers, one, two) => {
  expect([joinNumbers(numbers, 1), joinNumbers(numbers, 2)]).toEqual([one, two]);
});

const all = { byGrandparent: true, byParent: true };
const show = { media_type: 'show', rating_key: '1', title: 'Show', year: '2020' };
const child = (key: string, index: string) => ({ parent_rating_key: key, media_index: index });

test('children of something else are counted, but have no numbers here', () => {
  const names = namesAndNumbers(show, [child('1', '2'), child('9', '5'), child('1', 'x')], all);
  expect(names).toMatchObject({ season_num: '0,2', season_num00: '00,02', season_count: 3, album_count: 3 });
});

test('an album that stands for its tracks', () => {
  const album = { media_type: 'album', rating_key: '7', title: 'Album', parent_title: 'Artist', media_index: '1' };
  expect(namesAndNumbers(album, [child('7', '1'), child('7', '2')], all)).toMatchObject({
    artist_name: 'Artist',
    album_name: 'Album',
    track_name: '',
    track_num: '1-2',
    track_count: 2,
    disc_num: '',
  });
});

test('a film has no numbers', () => {
  expect(namesAndNumbers({ media_type: 'movie', title: 'Film' }, [], all)).toMatchObject({
    show_name: '',
    episode_name: 'Film',
    season_num00: '00',
    show_year: '',
  });
});
