/** Descriptions of items for people and programs that ask for them, out of the turns of what is watched. */
import type { RatingKey } from '#contract/ids.ts';
import type { Answer, DescribedItem } from './facts.ts';
import type { MediaServer } from './media-server.ts';
import { type ItemReader, readItems } from './read-items.ts';

export interface DescribeOptions {
  /** Days of what is broadcast are those of this zone. */
  readonly timeZone: string;
  readonly signal?: AbortSignal;
}

/** Asks without delaying what is watched. */
export const itemReader = (media: Pick<MediaServer, 'ask'>, { timeZone, signal }: DescribeOptions): ItemReader => ({
  timeZone,
  async read(path, parse) {
    const answer = await media.ask({ path, parse }, signal);
    return answer.ok ? { ok: true, value: answer.value.values } : answer;
  },
});

/** The items that the server still has, with what they have from their relatives; `[]` when it has none of them. */
export const describeItems = (
  media: Pick<MediaServer, 'ask'>,
  keys: readonly RatingKey[],
  options: DescribeOptions,
): Promise<Answer<readonly DescribedItem[]>> => readItems(itemReader(media, options), keys);
