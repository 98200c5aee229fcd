/** What a row of a live session keeps as JSON. */
import { z } from 'zod';
import type { ListedSession } from '#plex/facts.ts';

/** The parts without which a description is none; the rest was written by the same version, or is renewed soon. */
const Skeleton = z.object({
  sessionKey: z.string(),
  state: z.string(),
  viewOffsetMs: z.number(),
  account: z.object({ accountId: z.number(), name: z.string() }),
  player: z.object({ title: z.string() }),
  item: z.object({ mediaType: z.string(), title: z.string(), genres: z.array(z.string()) }),
  stream: z.object({ decision: z.string(), source: z.object({}), delivered: z.object({}) }),
  played: z.object({}),
});

const Stored = z.custom<ListedSession>((value) => Skeleton.safeParse(value).success);

/** The stored entry of the session list; null when there is none, or none of today's form. */
export const readListed = (stored: unknown): ListedSession | null => Stored.safeParse(stored).data ?? null;

const Changes = z.array(z.tuple([z.number(), z.number()]));

/** Milliseconds after the start and stream description of every delivery; empty while there was one. */
export const readChanges = (stored: unknown): readonly (readonly [number, number])[] =>
  Changes.safeParse(stored).data ?? [];
