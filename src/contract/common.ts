import { z } from 'zod';

/** A moment as ISO 8601 in UTC with milliseconds, e.g. `2026-11-24T16:05:16.000Z`. */
export const Instant = z.iso.datetime().meta({ description: 'Moment in UTC, ISO 8601 with milliseconds.' });

/** A length of time in whole milliseconds. */
export const DurationMs = z.number().int().nonnegative().meta({ description: 'Length of time in milliseconds.' });

/** The largest database id: identity columns are 32-bit integers. */
export const MAX_ID = 2_147_483_647;

/** A database id. */
export const Id = z.number().int().positive().max(MAX_ID);

/** A database id in a path or a query. */
export const IdParameter = z.coerce.number().int().positive().max(MAX_ID);

/**
 * Address of a proxied image on this server, signed; add `?size=` with one of IMAGE_SIZES.
 * The browser never talks to anybody else.
 */
export const ImageUrl = z.string().meta({
  description: 'Signed path of a proxied image; add ?size=poster-sm|poster|poster-lg|square-sm|square|backdrop|avatar.',
});

/** The sizes the image proxy serves, in pixels. */
export const IMAGE_SIZES = {
  'poster-sm': { width: 96, height: 144 },
  poster: { width: 200, height: 300 },
  'poster-lg': { width: 400, height: 600 },
  'square-sm': { width: 96, height: 96 },
  square: { width: 300, height: 300 },
  backdrop: { width: 960, height: 540 },
  avatar: { width: 96, height: 96 },
} as const;
export type ImageSize = keyof typeof IMAGE_SIZES;

/** Body of every answer that is not a success. `code` is stable, `message` is for people, `id` finds the log line of a bug. */
export const ErrorBody = z.object({
  error: z.object({
    code: z.enum([
      'invalid',
      'unauthorised',
      'forbidden',
      'not_found',
      'conflict',
      'upstream',
      'unavailable',
      'refused',
      'limited',
      'internal',
    ]),
    message: z.string(),
    hint: z.string().nullable(),
    id: z.string().nullable(),
  }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
