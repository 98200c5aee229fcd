import type { Library } from './library.ts';
import type { Channel, Item, Person, Place, Player, ServerFacts, Viewer } from './types.ts';

/** Numbers for versions, files and streams that are made while the simulator runs. */
export interface NextIds {
  readonly media: number;
  readonly part: number;
  readonly stream: number;
}

/** Everything that exists around the playbacks: the server, its library, its people, their players, the tuner. */
export interface World {
  readonly name: string;
  readonly server: ServerFacts;
  readonly library: Library;
  /** The owner first. */
  readonly people: readonly [Person, ...Person[]];
  readonly players: readonly Player[];
  readonly channels: readonly Channel[];
  /** Where an address is; `null` for private and unknown ones. */
  locate(address: string): Place | null;
  readonly nextIds: NextIds;
  readonly viewers: readonly Viewer[];
  /** Items that come while the simulator runs: each entry makes one batch, parents first, for a moment in epoch seconds. */
  readonly arrivals: readonly ((addedAt: number) => Item[])[];
}

/** A person by key (`fern`) or account id. */
export const findPerson = (world: World, ref: string): Person | undefined =>
  world.people.find((person) => person.key === ref || String(person.id) === ref);

/** The people plex.tv knows. */
export const listedPeople = (world: World): Person[] => world.people.filter((person) => person.listed);

const PRIVATE =
  /^(10\.|127\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|::1$|f[cd]|fe80:|::ffff:(10|127|192\.168)\.)/i;

/** True for addresses that never leave a home network. */
export const isPrivateAddress = (address: string): boolean => address === '' || PRIVATE.test(address);
