/** Recorded lists of a server, from its documents to what clients read. */
import { expect, test } from 'vitest';
import { searchServer } from '#catalogue/search-server.ts';
import type { RatingKey } from '#contract/ids.ts';
import { RECENT_KINDS } from '#contract/live.ts';
import { readLibraries } from '#monitoring/server-life/read-libraries.ts';
import {
  albumsOf,
  type Children,
  childrenOf,
  grandchildrenOf,
  inCollection,
  inPlaylist,
} from '#plex/parse-children.ts';
import { relatedTo } from '#plex/parse-hubs.ts';
import { recentlyAddedIn, recentlyAddedOf } from '#plex/parse-recently-added.ts';
import { labelsOf } from '#plex/parse-section-page.ts';
import type { Question } from '#plex/question.ts';
import { readKeyTree } from '#plex/read-key-tree.ts';
import { readContentOf, readSection } from '#plex/read-listing.ts';
import { recordedWorld, type WorldCase, worldCases, worldResult } from '#plex/world-testing.ts';
import { presentKeyTree } from './present-key-tree.ts';
import { presentMetadata } from './present-metadata.ts';
import { presentChildren, presentContent, presentLabel, presentRecent, presentRelated } from './present-rows.ts';
import { presentLibrary } from './present-server.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const shows = (one: WorldCase, value: unknown): void => expect(plain(value)).toEqual(worldResult(one.id));

function questionOf({ args }: WorldCase): Question<Children | null> {
  const key = String(args.rating_key);
  if (args.get_grandchildren === true) return grandchildrenOf(key);
  if (args.media_type === 'artist') return albumsOf(key, 3);
  if (args.media_type === 'collection') return inCollection(key);
  return args.media_type === 'playlist' ? inPlaylist(key) : childrenOf(key);
}

test.each(worldCases('item_children'))('$id', async (one) => {
  const { media } = recordedWorld(one.routes);
  const answer = await media.ask(questionOf(one));
  shows(one, presentChildren(answer.ok ? answer.value : null));
});

test.each(worldCases('item_children_related'))('$id', async (one) => {
  const answer = await recordedWorld(one.routes).media.ask(relatedTo(String(one.args.rating_key)));
  shows(one, presentRelated(answer.ok ? answer.value : []));
});

const hasOneList = ({ args }: WorldCase): boolean => args.media_type !== undefined || args.section_id !== undefined;

test.each(worldCases('recently_added').filter(hasOneList))('$id', async (one) => {
  const kind = RECENT_KINDS.find((name) => name === one.args.media_type);
  const page = { start: 0, size: Number(one.args.count) };
  const question =
    kind === undefined ? recentlyAddedIn(Number(one.args.section_id), page) : recentlyAddedOf(kind, page);
  const answer = await recordedWorld(one.routes).media.ask(question);
  const rows = answer.ok ? answer.value.toSorted((a, b) => ((a.addedAt ?? '') < (b.addedAt ?? '') ? 1 : -1)) : [];
  const { recently_added: expected } = worldResult(one.id) as { recently_added: readonly unknown[] };
  expect(plain(rows.map(presentRecent))).toEqual(expect.arrayContaining([...expected]));
});

test.each(worldCases('library_details'))('$id', async (one) => {
  const { media } = recordedWorld(one.routes);
  const answer = await readLibraries(media, new AbortController().signal);
  shows(one, answer.ok ? answer.value.map(presentLibrary) : []);
});

test.each(worldCases('library_children'))('$id', async (one) => {
  const { media } = recordedWorld(one.routes);
  const { args } = one;
  const answer =
    args.rating_key === undefined
      ? await readSection(media, { sectionId: Number(args.section_id), kind: String(args.section_type) })
      : await readContentOf(media, String(args.rating_key));
  shows(one, presentContent(answer.ok ? answer.value : { total: 0, rows: [] }, args.get_media_info === true));
});

test.each(worldCases('library_labels'))('$id', async (one) => {
  const answer = await recordedWorld(one.routes).media.ask(labelsOf(Number(one.args.section_id)));
  shows(one, answer.ok ? answer.value.map(presentLabel) : null);
});

test.each(worldCases('search'))('$id', async (one) => {
  const { query, limit } = one.args;
  const wanted = { query: String(query), limit: Number(limit), timeZone: 'UTC' };
  const answer = await searchServer(recordedWorld(one.routes).media, wanted);
  const found = answer.ok ? Object.entries(answer.value) : [];
  shows(one, {
    results_count: found.reduce((sum, [, items]) => sum + items.length, 0),
    results_list: Object.fromEntries(
      found.map(([type, items]) => [type, items.map((item) => presentMetadata(item, { withMedia: true }))]),
    ),
  });
});

test.each(worldCases('rating_keys').filter(({ args }) => args.media_type !== 'movie'))('$id', async (one) => {
  const key = String(one.args.rating_key) as RatingKey;
  const tree = await readKeyTree(recordedWorld(one.routes).media, key, { timeZone: 'UTC' });
  shows(one, presentKeyTree(tree.ok ? tree.value : null));
});
