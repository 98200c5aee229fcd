/** Every member of every recorded item, from the documents of the server to what clients read. */
import { expect, test } from 'vitest';
import type { RatingKey } from '#contract/ids.ts';
import type { DescribedItem } from '#plex/facts.ts';
import { readGuideItem, readItems } from '#plex/read-items.ts';
import { fixtureReader, type RecordedCase, recordedCases, recordedResult } from '#plex/testing.ts';
import { presentMetadata } from './present-metadata.ts';

async function described({ args, routes = [] }: RecordedCase): Promise<DescribedItem | null> {
  if (typeof args.epg_key === 'string') return readGuideItem(fixtureReader(routes), args.epg_key.slice(1));
  if (typeof args.plex_guid === 'string') {
    const id = args.plex_guid.split('/').at(-1);
    return readGuideItem(fixtureReader(routes, { host: 'metadata.provider.plex.tv' }), `library/metadata/${id}`);
  }
  const answer = await readItems(fixtureReader(routes), [args.rating_key as RatingKey]);
  return (answer.ok ? answer.value[0] : null) ?? null;
}

test.each(recordedCases('metadata'))('$id', async (one) => {
  const shown = presentMetadata(await described(one), { withMedia: one.args.media_info !== false });
  expect(JSON.parse(JSON.stringify(shown))).toEqual(recordedResult(one.id));
});
