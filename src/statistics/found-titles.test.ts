import { describe, expect, test } from 'vitest';
import type { ItemId, RatingKey, ServerId } from '#contract/ids.ts';
import { titlesOf } from './found-titles.ts';
import type { FoundRow } from './queries-found.ts';

let lastId = 0;

const row = (fields: Partial<FoundRow> & Pick<FoundRow, 'mediaType' | 'title'>): FoundRow => {
  lastId += 1;
  return {
    itemId: lastId as ItemId,
    serverId: 1 as ServerId,
    isLive: false,
    ratingKey: String(lastId) as RatingKey,
    parentRatingKey: null,
    grandparentRatingKey: null,
    parentTitle: null,
    grandparentTitle: null,
    originalTitle: null,
    year: null,
    mediaIndex: null,
    parentMediaIndex: null,
    libraryName: null,
    thumb: null,
    parentThumb: null,
    grandparentThumb: null,
    ...fields,
  };
};

const episode = (title: string, mediaIndex: number) =>
  row({
    mediaType: 'episode',
    title,
    mediaIndex,
    parentMediaIndex: 1,
    grandparentTitle: 'Harbour Lights',
    grandparentRatingKey: '900' as RatingKey,
  });

const track = (title: string) =>
  row({
    mediaType: 'track',
    title,
    parentTitle: 'Low Water',
    parentRatingKey: '71' as RatingKey,
    grandparentTitle: 'The Tides',
    grandparentRatingKey: '70' as RatingKey,
  });

const found = (rows: readonly FoundRow[], words: readonly string[], limit = 10): string[] =>
  titlesOf(rows, words, limit).map(({ mediaType, title }) => `${mediaType} ${title}`);

describe('titles of what was found', () => {
  test('a show stands for its episodes, which are named when their own title has a word', () => {
    const rows = [episode('Low water', 1), episode('The lights go out', 2), episode('Ebb', 3)];
    expect(found(rows, ['harbour'])).toEqual(['show Harbour Lights']);
    expect(found(rows, ['lights'])).toEqual(['show Harbour Lights', 'episode The lights go out']);
    expect(found(rows, ['harbour', 'ebb'])).toEqual(['episode Ebb']);
  });

  test('artist, album and track are told apart', () => {
    const rows = [track('Low tide'), track('Spring')];
    expect(found(rows, ['tides'])).toEqual(['artist The Tides']);
    expect(found(rows, ['low'])).toEqual(['album Low Water', 'track Low tide']);
    expect(found(rows, ['tides', 'water'])).toEqual(['album Low Water']);
  });

  test('an item that described itself twice is one title, and kinds have their limit', () => {
    const film = row({ mediaType: 'movie', title: 'Ebb' });
    const films = [film, { ...film, year: 2020 }, row({ mediaType: 'movie', title: 'Ebb and flow' })];
    expect(found(films, ['ebb'])).toEqual(['movie Ebb', 'movie Ebb and flow']);
    expect(found(films, ['ebb'], 1)).toEqual(['movie Ebb']);
  });

  test('a live programme has no page of its show', () => {
    const live = row({
      mediaType: 'episode',
      isLive: true,
      title: 'Harbour news',
      grandparentTitle: 'Harbour news',
      grandparentRatingKey: '5' as RatingKey,
    });
    expect(found([live], ['harbour'])).toEqual(['episode Harbour news']);
  });
});
