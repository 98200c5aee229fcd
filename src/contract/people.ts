/** People and what they did. */
import { z } from 'zod';
import { DurationMs, Id, IdParameter, ImageUrl, Instant } from './common.ts';
import { LOCATIONS, MEDIA_TYPES, PEOPLE_SORTS, PEOPLE_STATES } from './enums.ts';
import { WatchWindow } from './statistics.ts';

/** How a list is searched, sorted and paged. */
export const listQuery = <S extends readonly [string, ...string[]]>(sorts: S, preset: S[number]) =>
  z.object({
    search: z
      .string()
      .trim()
      .max(200)
      .refine((text) => !text.includes('\0'), 'must not contain the character NUL')
      .default('')
      .meta({ description: 'Letters that must occur in a name.' }),
    sort: z.enum(sorts).default(preset as never),
    order: z.enum(['asc', 'desc']).default('asc'),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  });

/** The newest play of somebody or of something. */
export const LatestPlay = z.object({
  playId: Id,
  itemId: Id,
  mediaType: z.enum(MEDIA_TYPES),
  fullTitle: z.string(),
  playerTitle: z.string(),
  platform: z.string().nullable(),
  ipAddress: z.string().nullable(),
});
export type LatestPlay = z.output<typeof LatestPlay>;

const Flag = z.enum(['true', 'false']).transform((text) => text === 'true');

export const PeopleQuery = listQuery(PEOPLE_SORTS, 'name').extend({
  state: z.enum(PEOPLE_STATES).optional().meta({
    description: 'Who uses a server now, who does not any more, who was removed here, or all; absent: not removed.',
  }),
  guest: Flag.optional().meta({ description: 'Whether they may come in as guests.', example: 'true' }),
  history: Flag.optional().meta({ description: 'Whether what they play is recorded.', example: 'true' }),
  server: IdParameter.optional().meta({ description: 'Those of one server, with what they played there.' }),
});
export type PeopleQuery = z.output<typeof PeopleQuery>;

export const PersonRow = z.object({
  id: Id,
  /** The number plex.tv gave; null for people it does not know. */
  plexUserId: z.number().int().nullable(),
  name: z.string(),
  username: z.string(),
  /** As plex.tv has it. */
  fullName: z.string().nullable(),
  email: z.string().nullable(),
  avatar: ImageUrl.nullable(),
  isOwner: z.boolean(),
  isHomeUser: z.boolean(),
  isRestricted: z.boolean(),
  isActive: z.boolean(),
  keepsHistory: z.boolean(),
  /** Whether they may come in as a guest. */
  isGuestAllowed: z.boolean(),
  isDeleted: z.boolean(),
  plays: z.number().int(),
  /** Viewings: one that was resumed is one. */
  groups: z.number().int(),
  watchedMs: DurationMs,
  lastSeenAt: Instant.nullable(),
  lastPlay: LatestPlay.nullable(),
});
export type PersonRow = z.output<typeof PersonRow>;

export const PeoplePage = z.object({
  /** People who were not removed. */
  total: z.number().int(),
  /** Of them, those the search found. */
  found: z.number().int(),
  rows: z.array(PersonRow),
});
export type PeoplePage = z.output<typeof PeoplePage>;

export const PlayerUse = z.object({
  /** Null for a player without a name. */
  title: z.string().nullable(),
  platform: z.string().nullable(),
  plays: z.number().int(),
  /** Viewings: one that was resumed is one. */
  groups: z.number().int(),
  watchedMs: DurationMs,
});

export const PersonDetail = z.object({
  person: PersonRow,
  isDeleted: z.boolean(),
  /** The first play; null for none. */
  firstSeenAt: Instant.nullable(),
  /** Since when they are known here. */
  knownSince: Instant,
  windows: z.array(WatchWindow),
  /** The busiest first. */
  players: z.array(PlayerUse),
});
export type PersonDetail = z.output<typeof PersonDetail>;

export const AddressRow = z.object({
  /** Null for plays of which it is not known. */
  ipAddress: z.string().nullable(),
  location: z.enum(LOCATIONS).nullable(),
  /** Null while it is not known; every part of it may be unknown. */
  place: z
    .object({
      city: z.string().nullable(),
      region: z.string().nullable(),
      country: z.string().nullable(),
      /** Two letters. */
      countryCode: z.string().nullable(),
    })
    .nullable(),
  plays: z.number().int(),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  latest: z.object({ playId: Id, fullTitle: z.string(), playerTitle: z.string(), platform: z.string().nullable() }),
});
export type AddressRow = z.output<typeof AddressRow>;
export const AddressPage = z.object({ found: z.number().int(), rows: z.array(AddressRow) });
export type AddressPage = z.output<typeof AddressPage>;
