import { describe, expect, test } from 'vitest';
import type { RatingKey } from '#contract/ids.ts';
import type { TimelineChange } from '#plex/facts.ts';
import { type Addition, additionOf, type Grouping, isDeletion, planAnnouncements } from './additions.ts';

const key = (n: number): RatingKey => String(n) as RatingKey;

const change = (
  values: Partial<Record<'item' | 'parent' | 'root', number>> & Partial<TimelineChange>,
): TimelineChange => ({
  ratingKey: key(values.item ?? 1),
  parentRatingKey: values.parent === undefined ? null : key(values.parent),
  rootRatingKey: values.root === undefined ? null : key(values.root),
  sectionId: values.sectionId ?? 1,
  typeNumber: values.typeNumber ?? 1,
  state: values.state ?? 0,
  metadataState: values.metadataState === undefined ? 'created' : values.metadataState,
  title: 'x',
});

describe('which changes are additions', () => {
  test.each<[string, TimelineChange, string | null]>([
    ['movie', change({ item: 102 }), 'movie 102 below 102'],
    ['show', change({ item: 201, typeNumber: 2 }), 'show 201 below 201'],
    ['season', change({ item: 211, parent: 201, root: 201, typeNumber: 3 }), 'season 211 below 201'],
    ['season without its show', change({ item: 211, typeNumber: 3 }), 'season 211 below 211'],
    ['episode', change({ item: 221, parent: 211, root: 201, typeNumber: 4 }), 'episode 221 of 211 below 201'],
    ['episode of a hidden season', change({ item: 221, root: 201, typeNumber: 4 }), 'episode 221 below 201'],
    ['episode alone', change({ item: 221, typeNumber: 4 }), 'episode 221 below 221'],
    ['artist', change({ item: 301, typeNumber: 8 }), 'artist 301 below 301'],
    ['album', change({ item: 311, parent: 301, root: 301, typeNumber: 9 }), 'album 311 below 301'],
    ['track', change({ item: 321, parent: 311, root: 301, typeNumber: 10 }), 'track 321 of 311 below 301'],
    ['photo', change({ typeNumber: 13 }), null],
    ['clip', change({ typeNumber: 12 }), null],
    ['collection', change({ typeNumber: 18 }), null],
    ['a type nobody knows', change({ typeNumber: 99 }), null],
    ['nothing of a library', change({ sectionId: 0 }), null],
    ['negative section', change({ sectionId: -1 }), null],
    ['being matched', change({ state: 2 }), null],
    ['in a queue', change({ metadataState: 'queued' }), null],
    ['done', change({ state: 5, metadataState: null }), null],
    ['deleted', change({ state: 9, metadataState: 'deleted' }), null],
  ])('%s', (_name, one, expected) => {
    const found = additionOf(one);
    const text = (a: Addition) =>
      `${a.mediaType} ${a.ratingKey}${a.parentRatingKey === null ? '' : ` of ${a.parentRatingKey}`} below ${a.topRatingKey}`;
    expect(found === null ? null : text(found)).toBe(expected);
  });

  test('and which are deletions', () => {
    expect(isDeletion(change({ state: 9, metadataState: 'deleted' }))).toBe(true);
    expect(isDeletion(change({ state: 9, metadataState: null }))).toBe(false);
    expect(isDeletion(change({ state: 0, metadataState: 'deleted' }))).toBe(false);
  });
});

const BOTH: Grouping = { byShow: true, bySeason: true };
const NONE: Grouping = { byShow: false, bySeason: false };
const BY_SHOW: Grouping = { byShow: true, bySeason: false };
const BY_SEASON: Grouping = { byShow: false, bySeason: true };

/** `show`, `s211` a season, `211/221` an episode of one, `e221` an episode without a season. */
function additions(...names: string[]): Addition[] {
  return names.map((name): Addition => {
    const common = { sectionId: 2, topRatingKey: key(201) };
    if (name === 'show') return { ...common, ratingKey: key(201), parentRatingKey: null, mediaType: 'show' };
    if (name.startsWith('s'))
      return { ...common, ratingKey: name.slice(1) as RatingKey, parentRatingKey: null, mediaType: 'season' };
    const [season, episode] = name.startsWith('e') ? [null, name.slice(1)] : name.split('/');
    return {
      ...common,
      ratingKey: episode as RatingKey,
      parentRatingKey: season as RatingKey | null,
      mediaType: 'episode',
    };
  });
}

describe('what is announced', () => {
  test.each<[string, string[], Grouping, string[]]>([
    ['nothing', [], BOTH, []],
    ['a show', ['show'], BOTH, ['201']],
    ['an episode', ['211/221'], BOTH, ['221']],
    ['a show with an episode', ['show', 's211', '211/221'], BOTH, ['221']],
    ['a season', ['s211'], BOTH, ['211']],
    ['two episodes of a season', ['211/221', '211/222'], BOTH, ['211: 221 222']],
    ['two episodes of a season that came too', ['s211', '211/221', '211/222'], BOTH, ['211: 221 222']],
    ['two episodes, not grouped', ['211/221', '211/222'], BY_SHOW, ['221', '222']],
    ['two seasons', ['s211', 's212'], BOTH, ['201: 211 212']],
    ['episodes in two seasons', ['211/221', '212/223', '212/224'], BOTH, ['201: 211 212']],
    ['the same by season', ['211/221', '212/223', '212/224'], BY_SEASON, ['221', '212: 223 224']],
    ['the same by nothing', ['211/221', '212/223', '212/224'], NONE, ['221', '223', '224']],
    ['seasons without episodes, not grouped', ['s211', 's212'], NONE, ['211', '212']],
    ['an episode without a season', ['e221'], BOTH, ['221']],
    ['two of them', ['e221', 'e222'], BY_SEASON, ['221', '222']],
  ])('%s', (_name, added, grouping, expected) => {
    const planned = planAnnouncements(additions(...added), grouping);
    expect(
      planned.map(({ ratingKey, childKeys }) =>
        [`${ratingKey}${childKeys.length > 0 ? ':' : ''}`, ...childKeys].join(' '),
      ),
    ).toEqual(expected);
  });
});
