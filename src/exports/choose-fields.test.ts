import { describe, expect, test } from 'vitest';
import { type ChosenFields, chooseFields, type FieldTree, type Selection, unknownPaths } from './choose-fields.ts';
import { ownFields } from './export-fields.ts';

const NO_RESOURCES = { thumb: 0, art: 0, logo: 0, squareArt: 0, theme: 0 };

const selection = (changes: Partial<Selection>): Selection => ({
  metadataLevel: 0,
  mediaInfoLevel: 0,
  resourceLevels: NO_RESOURCES,
  custom: [],
  ...changes,
});

const leaves = (tree: FieldTree, prefix = ''): readonly string[] =>
  [...tree].flatMap(([name, inner]) =>
    inner === null ? [`${prefix}${name}`] : [...leaves(inner, `${prefix}${name}.`)],
  );

const own = (chosen: ChosenFields): readonly string[] => leaves(chosen.own).toSorted();
const of = (type: string, changes: Partial<Selection>): ChosenFields => chooseFields(type, selection(changes));

describe('levels', () => {
  test.each([
    ['movie', 0, 0, 0],
    ['movie', 1, 0, 22],
    ['movie', 0, 1, 16],
    ['movie', 3, 2, 81],
    ['show', 9, 9, 71],
    ['track', 9, 9, 140],
    ['photo', 9, 9, 52],
    ['playlist', 9, 9, 26],
  ])('%s with metadata %i and media %i has %i fields', (type, metadataLevel, mediaInfoLevel, count) => {
    expect(own(of(type, { metadataLevel, mediaInfoLevel }))).toHaveLength(count);
  });

  test('every level includes those below it', () => {
    const at = (level: number) => new Set(own(of('episode', { metadataLevel: level, mediaInfoLevel: level })));
    for (const [low, high] of [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 9],
    ] as const)
      expect(at(high).isSupersetOf(at(low))).toBe(true);
  });

  test('the highest level leaves out only what has to be named', () => {
    for (const type of ['movie', 'show', 'artist', 'album', 'collection']) {
      const all = [...ownFields(type).metadata.keys(), ...ownFields(type).media.keys()];
      const left = new Set(all).difference(new Set(own(of(type, { metadataLevel: 9, mediaInfoLevel: 9 }))));
      expect([...left].filter((field) => !field.endsWith('File'))).toEqual(
        type === 'show' || type === 'artist' ? ['locations'] : [],
      );
    }
  });
});

describe('children', () => {
  test('come from level 1 on, with the same levels', () => {
    expect([...of('show', { metadataLevel: 0, mediaInfoLevel: 9 }).children.keys()]).toEqual([]);
    const { children } = of('show', { metadataLevel: 2, mediaInfoLevel: 3 });
    expect(children.get('seasons')).toMatchObject({ metadataLevel: 2, mediaInfoLevel: 3, custom: [] });
    expect([...of('photoalbum', { metadataLevel: 1 }).children.keys()].toSorted()).toEqual([
      'clips',
      'photoalbums',
      'photos',
    ]);
  });

  test('come when a field of theirs is named, and only with that', () => {
    const show = of('show', { custom: ['title', 'seasons.episodes.media.parts.file'] });
    expect(own(show)).toEqual(['title']);
    const seasons = show.children.get('seasons')!;
    expect(seasons.custom).toEqual(['episodes.media.parts.file']);
    const episodes = chooseFields('season', seasons).children.get('episodes')!;
    expect(own(chooseFields('episode', episodes))).toEqual(['media.parts.file']);
  });

  test('fields of the items of a list hold for whatever they are', () => {
    const items = of('collection', { custom: ['items.title', 'items.seasons.title'] }).children.get('items')!;
    expect(own(chooseFields('movie', items))).toEqual(['title']);
    expect(chooseFields('show', items).children.get('seasons')?.custom).toEqual(['title']);
  });
});

describe('named fields', () => {
  test('an inner node means all below it', () => {
    expect(own(of('movie', { custom: ['genres', 'markers'] }))).toEqual([
      'genres.id',
      'genres.tag',
      'markers.end',
      'markers.final',
      'markers.first',
      'markers.id',
      'markers.start',
      'markers.type',
    ]);
  });

  test('a child list alone means everything in it but files', () => {
    const season = of('show', { custom: ['seasons'] }).children.get('seasons')!;
    const fields = own(chooseFields('season', season));
    expect(fields).toContain('thumbProvider');
    expect(fields).not.toContain('thumbFile');
    expect(chooseFields('season', season).children.has('episodes')).toBe(true);
  });

  test('unknown ones are skipped and told', () => {
    const custom = ['title', 'nonsense', 'media.nonsense', 'seasons.title', 'media'];
    expect(own(of('movie', { custom: ['nonsense', 'constructor'] }))).toEqual([]);
    expect(unknownPaths('movie', custom)).toEqual(['nonsense', 'media.nonsense', 'seasons.title']);
    expect(unknownPaths('show', custom)).toEqual(['nonsense', 'media.nonsense', 'media']);
  });

  test('files come with their level where the type has such, or by name', () => {
    const levels = { resourceLevels: { ...NO_RESOURCES, thumb: 9, theme: 1 } };
    expect(own(of('movie', levels))).toEqual(['themeFile', 'thumbFile']);
    expect(own(of('season', levels))).toEqual(['thumbFile']);
    expect(own(of('track', levels))).toEqual([]);
    expect(own(of('movie', { custom: ['artFile'] }))).toEqual(['artFile']);
  });
});
