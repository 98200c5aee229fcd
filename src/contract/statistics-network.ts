/** How much went over the network, where to, and when servers were away. Without a time it is the last 30 days. */
import { z } from 'zod';
import { DurationMs, Id, Instant } from './common.ts';
import { PlayFilterQuery } from './filter.ts';

export const BandwidthQuery = PlayFilterQuery.extend({
  by: z.enum(['hour', 'day']).default('day').meta({ description: 'How time is divided.' }),
});
export type BandwidthQuery = z.output<typeof BandwidthQuery>;

/** `all` has streams of which nothing is known, too; `wan` has those over a mobile network. */
export const NETWORKS = ['all', 'lan', 'wan'] as const;

/** All streams together, in kilobits a second. Time without streams counts. */
const Flow = z.object({
  average: z.array(z.number().int()),
  max: z.array(z.number().int()),
  /** For 95 % of the time it was not more. */
  p95: z.array(z.number().int()),
});

export const Bandwidth = z.object({
  by: z.enum(['hour', 'day']),
  from: Instant,
  until: Instant,
  /** When each part of the time begins. */
  buckets: z.array(Instant),
  lines: z.array(
    Flow.extend({
      network: z.enum(NETWORKS),
      /** Over the whole time. */
      whole: z.object({
        average: z.number().int(),
        max: z.number().int(),
        maxAt: Instant.nullable(),
        p95: z.number().int(),
        /** What was sent in all, in megabytes. */
        megabytes: z.number().int(),
      }),
    }),
  ),
  /** Streams that count, and those whose bandwidth was not recorded. */
  streams: z.number().int(),
  unknown: z.number().int(),
});
export type Bandwidth = z.output<typeof Bandwidth>;

export const OutagesQuery = PlayFilterQuery.pick({ from: true, to: true, days: true, server: true });
export type OutagesQuery = z.output<typeof OutagesQuery>;

/** When servers could not be heard, so that nothing could be recorded. */
export const Outages = z.object({
  from: Instant,
  until: Instant,
  outages: z.array(
    z.object({
      id: Id,
      server: z.object({ id: Id, name: z.string() }),
      /** The server could not be reached, or this program did not run. */
      reason: z.enum(['link_lost', 'not_running']),
      from: Instant,
      /** Null while it lasts. */
      until: Instant.nullable(),
      /** Within the time asked for. */
      lengthMs: DurationMs,
    }),
  ),
});
export type Outages = z.output<typeof Outages>;

const PlaceAmounts = z.object({
  plays: z.number().int(),
  watchedMs: DurationMs,
  people: z.number().int(),
  addresses: z.number().int(),
  lastPlayedAt: Instant.nullable(),
});

export const PlacesQuery = PlayFilterQuery;
export type PlacesQuery = z.output<typeof PlacesQuery>;

/** From where something was played, the most watched first. */
export const Places = z.object({
  from: Instant,
  until: Instant,
  places: z.array(
    PlaceAmounts.extend({
      city: z.string().nullable(),
      region: z.string().nullable(),
      country: z.string().nullable(),
      /** Two letters of the country. */
      code: z.string().nullable(),
      /** Degrees. */
      latitude: z.number(),
      longitude: z.number(),
    }),
  ),
  /** Addresses of private networks: at home. */
  home: PlaceAmounts,
  /** Addresses of which nobody knows where they are, and plays without one. */
  unknown: PlaceAmounts,
  /** Addresses that are being looked up just now: ask again in some seconds. */
  pending: PlaceAmounts,
});
export type Places = z.output<typeof Places>;
