import { expect, test } from 'vitest';
import type { PlayFilter } from '#history/play-filter.ts';
import { readParams } from '../params.ts';
import { filterOf, HISTORY_PARAMS } from './history.ts';

function filterFor(sent: Readonly<Record<string, string>>): PlayFilter {
  const outcome = readParams(HISTORY_PARAMS, new Map(Object.entries(sent).map(([name, value]) => [name, [value]])));
  if (!outcome.ok) throw new Error(`${outcome.parameter} was refused`);
  return filterOf(outcome.values);
}

test.each<[string, Readonly<Record<string, string>>, PlayFilter]>([
  ['nothing', {}, {}],
  ['empty values filter nothing', { user: ' , ,', user_id: '', rating_key: '', after: '', media_type: '' }, {}],
  ['a list of people', { user_id: '7, 8' }, { plexUserIds: [7, 8] }],
  ['the id wins over the name', { user_id: '7', user: 'ann' }, { plexUserIds: [7] }],
  ['names', { user: 'ann,Bob' }, { userNames: ['ann', 'Bob'] }],
  ['an id that is none matches nobody', { user_id: 'abc' }, { plexUserIds: [] }],
  [
    'ids that are none are passed over',
    { section_id: '1,x,3', reference_id: '5' },
    { sectionIds: [1, 3], groupIds: [5] },
  ],
  ['keys are numbers where they can be', { rating_key: '0101,abc' }, { ratingKeys: ['101', 'abc'] }],
  [
    'keys of all levels',
    { parent_rating_key: '2', grandparent_rating_key: '3' },
    { parentRatingKeys: ['2'], grandparentRatingKeys: ['3'] },
  ],
  ['all switches a filter off', { media_type: 'movie,all', transcode_decision: 'all' }, {}],
  [
    'kinds and decisions',
    { media_type: 'live', transcode_decision: 'direct play,copy' },
    { kinds: ['live'], decisions: ['direct play', 'copy'] },
  ],
  ['a guid without its parameters', { guid: 'plex://a?lang=en,b' }, { guidStarts: ['plex://a', 'b'] }],
  [
    'days',
    { start_date: '2026-01-01,2026-01-02', after: '2025-01-01', before: 'x' },
    { days: ['2026-01-01', '2026-01-02'], firstDay: '2025-01-01', lastDay: 'x' },
  ],
])('%s', (_name, sent, filter) => {
  expect(filterFor(sent)).toEqual(filter);
});
