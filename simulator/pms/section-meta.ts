import { type Element, el } from '../wire/element.ts';
import type { Section, SectionKind } from '../world/types.ts';

type TypeEntry = readonly [name: string, number: number];

const TYPES: Readonly<Record<SectionKind, readonly TypeEntry[]>> = {
  movie: [['movie', 1]],
  show: [
    ['show', 2],
    ['season', 3],
    ['episode', 4],
  ],
  artist: [
    ['artist', 8],
    ['album', 9],
    ['track', 10],
  ],
  photo: [['photo', 13]],
};

const FIELDS = [
  ['title', 'string'],
  ['year', 'integer'],
  ['addedAt', 'date'],
  ['genre', 'tag'],
  ['label', 'tag'],
  ['userRating', 'integer'],
] as const;

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  integer: ['=', '!=', '>>=', '<<='],
  string: ['=', '!=', '==', '!==', '<=', '>='],
  boolean: ['=', '!='],
  tag: ['=', '!='],
  date: ['<<=', '>>='],
  resolution: ['=', '!='],
  subtitleLanguage: ['=', '!='],
  audioLanguage: ['=', '!='],
};

function typeElement(base: string, [type, number]: TypeEntry, active: boolean): Element {
  const filter = (name: string, title: string): Element =>
    el('Filter', { filter: name, filterType: 'string', key: `${base}/${name}?type=${number}`, title, type: 'filter' });
  return el('Type', { key: `${base}/all?type=${number}`, type, title: type, active }, [
    filter('genre', 'Genre'),
    filter('label', 'Labels'),
    el('Sort', {
      default: 'asc',
      defaultDirection: 'asc',
      descKey: 'titleSort:desc',
      firstCharacterKey: `${base}/firstCharacter`,
      key: 'titleSort',
      title: 'Title',
    }),
    el('Sort', { defaultDirection: 'desc', descKey: 'addedAt:desc', key: 'addedAt', title: 'Date Added' }),
    ...FIELDS.map(([name, kind]) => el('Field', { key: `${type}.${name}`, title: name, type: kind })),
  ]);
}

/** How a library can be filtered and sorted. */
export function sectionMeta(section: Section, what: string): Element {
  const types: readonly TypeEntry[] = what === 'collections' ? [['collection', 18]] : TYPES[section.kind];
  const base = `/library/sections/${section.id}`;
  return el('Meta', {}, [
    ...types.map((entry, i) => typeElement(base, entry, i === 0)),
    ...Object.entries(OPERATORS).map(([type, keys]) =>
      el(
        'FieldType',
        { type },
        keys.map((key) => el('Operator', { key, title: key })),
      ),
    ),
  ]);
}
