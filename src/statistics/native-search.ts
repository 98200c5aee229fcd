/** Search over what was recorded, for the native API. */
import type { SearchQuery, SearchResults } from '#contract/search.ts';
import { displayName } from '#users/people.ts';
import { titlesOf } from './found-titles.ts';
import { seenLibraries } from './native-libraries.ts';
import { personRow, seenPeople, serverOf } from './native-people.ts';
import type { RecordDeps } from './native-records.ts';
import { describedByWords } from './queries-found.ts';

const MAX_WORDS = 8;

const holds = (words: readonly string[], ...texts: readonly (string | null)[]): boolean => {
  const text = texts.map((one) => (one ?? '').toLocaleLowerCase()).join('\n');
  return words.every((word) => text.includes(word.toLocaleLowerCase()));
};

/** Titles that were played, people and libraries in which all words occur, as far as something may be told of them. */
export async function searchRecorded(deps: RecordDeps, { q, limit }: SearchQuery): Promise<SearchResults> {
  const { db, visible, imageUrl } = deps;
  const words = q.split(/\s+/).slice(0, MAX_WORDS);
  const serverId = await serverOf(deps);
  const [rows, people, libraries] = await Promise.all([
    describedByWords(db, visible, q, words),
    seenPeople(deps, serverId),
    seenLibraries(deps),
  ]);
  return {
    titles: titlesOf(rows, words, limit).map(({ thumbPath, ...title }) => ({
      ...title,
      thumb: thumbPath === null ? null : imageUrl(title.serverId, thumbPath),
    })),
    people: people
      .filter((person) => !person.isDeleted && holds(words, displayName(person), person.username))
      .slice(0, limit)
      .map((person) => {
        const { id, name, username, avatar } = personRow(person, undefined, serverId, imageUrl);
        return { id, name, username, avatar };
      }),
    libraries: libraries
      .filter(({ isDeleted, name }) => !isDeleted && holds(words, name))
      .slice(0, limit)
      .map(({ id, name, type }) => ({ id, name, type })),
  };
}
