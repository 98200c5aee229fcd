/** Pictures and music that go with the items of an export (export notes 4). Pure. */
import type { ResourceKind } from '#plex/export-questions.ts';

const ALL: readonly ResourceKind[] = ['thumb', 'art', 'logo', 'squareArt', 'theme'];
const SILENT: readonly ResourceKind[] = ['thumb', 'art', 'logo', 'squareArt'];

const SUPPORTED: Readonly<Record<string, readonly ResourceKind[]>> = {
  movie: ALL,
  show: ALL,
  season: SILENT,
  artist: ALL,
  album: SILENT,
  photoalbum: SILENT,
  collection: ALL,
  playlist: SILENT,
};

export const supportsResource = (type: string, kind: ResourceKind): boolean =>
  Object.hasOwn(SUPPORTED, type) && (SUPPORTED[type]?.includes(kind) ?? false);

/** How the level of one kind of resource decides; those that came only because their field was named have level 10. */
export const RESOURCE_LEVEL = { none: 0, uploaded: 1, locked: 2, always: 9, byName: 10 } as const;

/** Plex's names of the fields that a person can lock. */
const LOCKABLE: Readonly<Record<ResourceKind, readonly string[]>> = {
  thumb: ['thumb'],
  art: ['art'],
  logo: ['clearLogo', 'logo'],
  squareArt: ['squareArt'],
  theme: ['theme'],
};

export const lockedNames = (kind: ResourceKind): readonly string[] => LOCKABLE[kind];

const ENDINGS: Partial<Readonly<Record<ResourceKind, string>>> = { logo: 'png', theme: 'mp3' };

/** `Ember Falls [1001].thumb.jpg` of an already clean title. */
export const resourceFileName = (title: string, kind: ResourceKind): string =>
  `${title}.${kind}.${ENDINGS[kind] ?? 'jpg'}`;

/** The folder of the resources of a file, beside it. */
export const resourceFolder = (title: string): string => `${title}.resources`;
