/** Entries of the session list that were kept as JSON. */
import { z } from 'zod';
import { LOCATIONS, MEDIA_TYPES, SESSION_STATES } from '#contract/enums.ts';
import type { ListedSession } from './facts.ts';
import { NO_SIDE, NO_STREAM, NOTHING_PLAYED, noItemFacts } from './no-facts.ts';

type Shape = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Shape =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every member of today's form is there, and what is a list there is one: another release may have written others. */
const hasForm = (value: unknown, form: object): boolean =>
  isObject(value) &&
  Object.entries(form).every(
    ([name, sample]) => Object.hasOwn(value, name) && (!Array.isArray(sample) || Array.isArray(value[name])),
  );

const form = (sample: object) => z.custom((value) => hasForm(value, sample));

const Skeleton = z.object({
  sessionKey: z.string(),
  state: z.enum(SESSION_STATES),
  location: z.enum(LOCATIONS),
  viewOffsetMs: z.number(),
  hasPosition: z.boolean(),
  account: z.object({ accountId: z.number(), name: z.string() }),
  player: z.object({ title: z.string() }),
  item: form(noItemFacts('movie')).and(z.object({ mediaType: z.enum(MEDIA_TYPES), title: z.string() })),
  stream: form(NO_STREAM).and(z.object({ source: form(NO_SIDE), delivered: form(NO_SIDE) })),
  transcoder: z.object({}).nullable(),
  played: form(NOTHING_PLAYED),
  file: form(NOTHING_PLAYED).nullable(),
});

const Stored = z.custom<ListedSession>((value) => Skeleton.safeParse(value).success);

/** The stored entry of the session list; null when there is none, or none of today's form. */
export const readStoredSession = (stored: unknown): ListedSession | null => Stored.safeParse(stored).data ?? null;
