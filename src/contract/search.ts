/** Search over what was recorded. */
import { z } from 'zod';
import { Id, ImageUrl } from './common.ts';
import { MEDIA_TYPES } from './enums.ts';

export const SearchQuery = z.object({
  q: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine((text) => !text.includes('\0'), 'must not contain the character NUL')
    .meta({ description: 'Words, all of which must occur.', example: 'harbour' }),
  /** Of each kind. */
  limit: z.coerce.number().int().min(1).max(50).default(10),
});
export type SearchQuery = z.output<typeof SearchQuery>;

/** A title that was played, or the show, album or artist of one. */
export const FoundTitle = z.object({
  /** Our number; null for what is never played itself: it has a page by server and key. */
  itemId: Id.nullable(),
  serverId: Id,
  ratingKey: z.string().nullable(),
  mediaType: z.enum(MEDIA_TYPES),
  title: z.string(),
  parentTitle: z.string().nullable(),
  grandparentTitle: z.string().nullable(),
  year: z.number().int().nullable(),
  mediaIndex: z.number().int().nullable(),
  parentMediaIndex: z.number().int().nullable(),
  libraryName: z.string().nullable(),
  thumb: ImageUrl.nullable(),
});
export type FoundTitle = z.output<typeof FoundTitle>;

export const SearchResults = z.object({
  titles: z.array(FoundTitle),
  people: z.array(z.object({ id: Id, name: z.string(), username: z.string(), avatar: ImageUrl.nullable() })),
  libraries: z.array(z.object({ id: Id, name: z.string(), type: z.string() })),
});
export type SearchResults = z.output<typeof SearchResults>;
