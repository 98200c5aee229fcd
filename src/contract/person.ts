/** A person in detail: what is decided about them here, their players, and their playlists. */
import { z } from 'zod';
import { DurationMs, Id, ImageUrl, Instant } from './common.ts';
import { DECISIONS } from './enums.ts';
import { LatestPlay } from './people.ts';

/** What administrators decide about a person; nobody else sees it. */
export const PersonSettings = z.object({
  id: Id,
  /** As they are called here. */
  shownName: z.string(),
  /** As plex.tv calls them. */
  plexName: z.string(),
  /** Chosen here; null: as plex.tv calls them. */
  name: z.string().nullable(),
  /** Address of a picture chosen here; null: plex.tv's. */
  picture: z.string().nullable(),
  keepsHistory: z.boolean(),
  notifies: z.boolean(),
  isGuestAllowed: z.boolean(),
  isDeleted: z.boolean(),
  note: z.string().nullable(),
  noteChangedAt: Instant.nullable(),
});
export type PersonSettings = z.output<typeof PersonSettings>;

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((value) => !value.includes('\0'), 'must not contain the character NUL');

/** A blank text takes a choice away. */
export const PersonSettingsBody = z
  .object({
    name: text(200).nullable(),
    picture: text(2_000)
      .nullable()
      .refine((value) => value === null || value === '' || /^https?:\/\/\S+$/.test(value), {
        message: 'must begin with http:// or https://',
      }),
    keepsHistory: z.boolean(),
    notifies: z.boolean(),
    isGuestAllowed: z.boolean(),
    note: text(4_000).nullable(),
  })
  .partial();
export type PersonSettingsBody = z.output<typeof PersonSettingsBody>;

/** How somebody comes back who was removed: recorded and announced, unless they were not before. */
export const RestoreBody = z.object({
  keepsHistory: z.boolean().default(true),
  notifies: z.boolean().default(true),
});
export type RestoreBody = z.output<typeof RestoreBody>;

/** What was removed for good. */
export const Purged = z.object({ person: PersonSettings, plays: z.number().int() });
export type Purged = z.output<typeof Purged>;

/** A player as a person uses it: by its name, its platform and its app. */
export const DeviceUse = z.object({
  /** Null for a player without a name. */
  title: z.string().nullable(),
  platform: z.string().nullable(),
  product: z.string().nullable(),
  plays: z.number().int(),
  /** Viewings: one that was resumed is one. */
  groups: z.number().int(),
  watchedMs: DurationMs,
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  /** How many different addresses it played from, of those that are known. */
  addresses: z.number().int(),
  /** Plays by how they were delivered; null stands for what is not known. */
  decisions: z.array(z.object({ decision: z.enum(DECISIONS).nullable(), plays: z.number().int() })),
  latest: LatestPlay.nullable(),
});
export type DeviceUse = z.output<typeof DeviceUse>;

/** The busiest first. */
export const DeviceList = z.object({ devices: z.array(DeviceUse) });
export type DeviceList = z.output<typeof DeviceList>;

/** A playlist as the person has it. */
export const PersonPlaylist = z.object({
  serverId: Id,
  ratingKey: z.string().nullable(),
  title: z.string(),
  summary: z.string().nullable(),
  /** `video`, `audio` or `photo`. */
  type: z.string().nullable(),
  isSmart: z.boolean(),
  items: z.number().int().nullable(),
  durationMs: DurationMs.nullable(),
  picture: ImageUrl.nullable(),
  updatedAt: Instant.nullable(),
});
export type PersonPlaylist = z.output<typeof PersonPlaylist>;

/** Asked of the servers now, with the person's own eyes. */
export const PersonPlaylists = z.object({
  playlists: z.array(PersonPlaylist),
  /** Servers that could not say: they do not answer, or share nothing with the person any more. */
  silent: z.array(z.object({ serverId: Id, name: z.string(), problem: z.string() })),
});
export type PersonPlaylists = z.output<typeof PersonPlaylists>;
