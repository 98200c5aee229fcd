import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { type Library, makeItem, makeLibrary } from '../world/library.ts';
import type { Item, Section, Viewer } from '../world/types.ts';
import { isPrivateAddress, type World } from '../world/world.ts';
import { WorldFile } from './world-file.ts';

const FILE = new URL('../../test/fixtures/live/world.json', import.meta.url);

type ItemRow = z.infer<typeof WorldFile>['items'][number];

const tagList = (tags: readonly (string | [string, string])[]): { tag: string; role?: string }[] =>
  tags.map((tag) => (typeof tag === 'string' ? { tag } : { tag: tag[0], role: tag[1] }));

function itemOf(row: ItemRow, library: Library): Item {
  const { section, parent, extraOf, members, tags, ...facts } = row;
  const at = (key: number | undefined): Item | null => (key === undefined ? null : (library.byRatingKey(key) ?? null));
  return makeItem({
    ...facts,
    section: section === undefined ? null : (library.section(section) ?? null),
    parent: at(parent),
    extraOf: at(extraOf),
    members: members.map((key) => at(key)).filter((member): member is Item => member !== null),
    tags: Object.fromEntries(Object.entries(tags).map(([kind, list]) => [kind, tagList(list)])),
  });
}

/** Nobody in this world has a taste. */
const plainViewer =
  (players: readonly string[]) =>
  ({ key }: { key: string }): Viewer => ({
    person: key,
    players: players.map((player) => [player, 1]),
    media: { movie: 1, episode: 2, track: 1, live: 0 },
    likes: {},
    activity: 1,
    peakHour: 20,
  });

/**
 * The world the recorded scenarios were played in (Harbour Server). Every call gives a fresh, independent copy.
 * Throws when the fixture is missing or damaged.
 */
export function scenarioWorld(): World {
  const file = WorldFile.parse(JSON.parse(readFileSync(FILE, 'utf8')));
  const sections: Section[] = file.sections.map((facts) => ({ ...facts, items: [], collections: [] }));
  const library = makeLibrary(sections);
  for (const row of file.items) library.attach(itemOf(row, library));
  const [owner, ...others] = file.people;
  return {
    name: file.name,
    server: file.server,
    library,
    people: [owner, ...others],
    players: file.players,
    channels: file.channels,
    locate: (address) => (isPrivateAddress(address) ? null : file.place),
    nextIds: file.nextIds,
    viewers: file.people.filter(({ listed }) => listed).map(plainViewer(file.players.map(({ key }) => key))),
    arrivals: [],
  };
}
