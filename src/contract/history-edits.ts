/** What administrators change about recorded plays. */
import { z } from 'zod';
import { DurationMs, Id, Instant } from './common.ts';
import { MEDIA_TYPES } from './enums.ts';
import { HistoryQuery } from './history.ts';
import { LogQuery } from './logs.ts';

const MOST = 10_000;
const Ids = z.array(Id).min(1).max(MOST);

/** Exactly one of: plays, viewings with all their plays, or everything a filter of the history lets through. */
const SELECTION = {
  playIds: Ids.optional().meta({ description: 'Plays one by one.' }),
  groupIds: Ids.optional().meta({ description: 'Viewings with all their plays.' }),
  filter: HistoryQuery.omit({ limit: true, cursor: true, start: true })
    .optional()
    .meta({ description: 'All rows of the history that a filter lets through; of viewings all their plays.' }),
};

interface Selected {
  readonly playIds?: unknown;
  readonly groupIds?: unknown;
  readonly filter?: unknown;
}
const hasOne = ({ playIds, groupIds, filter }: Selected): boolean =>
  [playIds, groupIds, filter].filter((part) => part !== undefined).length === 1;
const ONE = 'must have exactly one of playIds, groupIds and filter';

export const PlaySelection = z.object(SELECTION).refine(hasOne, ONE);
export type PlaySelection = z.output<typeof PlaySelection>;

/** What was deleted together: by this it is found again. */
const Deletion = z.uuid();

export const DeletedPlays = z.object({ deletion: Deletion, plays: z.number().int() });
export type DeletedPlays = z.infer<typeof DeletedPlays>;

export const RestorePlaysBody = z
  .object({ deletion: Deletion.optional(), playIds: Ids.optional() })
  .refine(({ deletion, playIds }) => (deletion === undefined) !== (playIds === undefined), {
    message: 'must have either deletion or playIds',
  });
export type RestorePlaysBody = z.output<typeof RestorePlaysBody>;

/** How many plays something was done to. */
export const PlayCount = z.object({ plays: z.number().int() });
export type PlayCount = z.infer<typeof PlayCount>;

export const TrashQuery = LogQuery.pick({ offset: true, limit: true });
export type TrashQuery = z.output<typeof TrashQuery>;

export const TrashPage = z.object({
  total: z.number().int(),
  rows: z
    .array(
      z.object({
        playId: Id,
        deletion: Deletion,
        deletedAt: Instant,
        deletedBy: z.string(),
        /** From then on it cannot be had back. */
        keptUntil: Instant,
        user: z.object({ id: Id, name: z.string() }),
        mediaType: z.enum(MEDIA_TYPES),
        fullTitle: z.string(),
        startedAt: Instant,
        watchedMs: DurationMs,
      }),
    )
    .readonly(),
});
export type TrashPage = z.infer<typeof TrashPage>;

export const ReassignBody = z.object({ ...SELECTION, userId: Id }).refine(hasOne, ONE);
export type ReassignBody = z.output<typeof ReassignBody>;

export const RelinkBody = z
  .object({
    ...SELECTION,
    itemId: Id.optional().meta({ description: 'The item, described as it was seen last.' }),
    descriptionId: Id.optional().meta({ description: 'A description, as an earlier answer named it.' }),
  })
  .refine(hasOne, ONE)
  .refine(({ itemId, descriptionId }) => (itemId === undefined) !== (descriptionId === undefined), {
    message: 'must have either itemId or descriptionId',
  });
export type RelinkBody = z.output<typeof RelinkBody>;

/** What was changed, and how it was: the same request with `id` for the plays brings it back. */
export const ChangedPlays = z.object({
  plays: z.number().int(),
  before: z.array(z.object({ id: Id, playIds: z.array(Id) })).readonly(),
});
export type ChangedPlays = z.infer<typeof ChangedPlays>;

const LONGEST_NOTE = 2_000;

export const PlayNoteBody = z.object({
  note: z
    .string()
    .trim()
    .max(LONGEST_NOTE)
    .refine((text) => !text.includes('\0'), 'must not contain the character NUL')
    .nullable(),
});
export type PlayNoteBody = z.output<typeof PlayNoteBody>;

export const PlayNote = z.object({ note: z.string().nullable() });
export type PlayNote = z.infer<typeof PlayNote>;

export const ItemSearchQuery = LogQuery.pick({ search: true });
export type ItemSearchQuery = z.output<typeof ItemSearchQuery>;

/** Items that were played, for whoever looks for the right one. */
export const FoundItems = z.object({
  items: z
    .array(
      z.object({
        id: Id,
        serverId: Id,
        mediaType: z.enum(MEDIA_TYPES),
        fullTitle: z.string(),
        year: z.number().int().nullable(),
        libraryName: z.string().nullable(),
      }),
    )
    .readonly(),
});
export type FoundItems = z.infer<typeof FoundItems>;
