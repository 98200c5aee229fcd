/** Metadata of items as files. */
import { z } from 'zod';
import { Id, IdParameter } from './common.ts';
import { RatingKeyParameter } from './live.ts';
import { LogQuery } from './logs.ts';

export const EXPORT_FORMATS = ['csv', 'json', 'xml', 'm3u'] as const;
/** What of a library is written: its items, its collections or its playlists. */
export const EXPORT_TYPES = ['all', 'collection', 'playlist'] as const;
/** How much is told of items and of their files; 0 is nothing, 9 everything. */
export const EXPORT_LEVELS = [0, 1, 2, 3, 9] as const;
/** Which pictures and themes are saved beside: none, those somebody uploaded, those somebody locked, all. */
export const RESOURCE_LEVELS = [0, 1, 2, 9] as const;

export const ExportsQuery = LogQuery.extend({
  library: IdParameter.optional().meta({ description: 'Those of one library, by our number.' }),
  user: IdParameter.optional().meta({ description: 'Those of the playlists of one person, by our number.' }),
  ratingKey: RatingKeyParameter.optional().meta({ description: 'Those of one item, by the key its server gave it.' }),
});
export type ExportsQuery = z.output<typeof ExportsQuery>;

const Level = z.literal(EXPORT_LEVELS);
const ResourceLevel = z.literal(RESOURCE_LEVELS).default(0);

/** One of `libraryId`, `userId` and `item` says of what. */
export const ExportBody = z
  .object({
    libraryId: Id.optional(),
    /** The playlists of a person. */
    userId: Id.optional(),
    item: z.object({ serverId: Id, ratingKey: RatingKeyParameter }).optional(),
    type: z.enum(EXPORT_TYPES).default('all'),
    format: z.enum(EXPORT_FORMATS).default('csv'),
    metadataLevel: Level.default(1),
    mediaInfoLevel: Level.default(1),
    thumb: ResourceLevel,
    art: ResourceLevel,
    logo: ResourceLevel,
    squareArt: ResourceLevel,
    theme: ResourceLevel,
    /** Fields beyond the levels, as paths. */
    customFields: z.array(z.string().max(200)).max(500).default([]),
    /** A file for every item instead of one for all. */
    hasIndividualFiles: z.boolean().default(false),
  })
  .refine(({ libraryId, userId, item }) => [libraryId, userId, item].filter((one) => one !== undefined).length === 1, {
    message: 'must name one library, one person or one item',
    path: ['libraryId'],
  });
export type ExportBody = z.output<typeof ExportBody>;

export const StartedExport = z.object({ id: Id });
export type StartedExport = z.output<typeof StartedExport>;

export const ExportFieldsQuery = z.object({
  mediaType: z.string().max(40).meta({ description: 'A kind of item, collection or playlist.', example: 'movie' }),
  of: z.string().max(40).optional().meta({ description: 'What a collection or playlist holds.', example: 'movie' }),
});
export type ExportFieldsQuery = z.output<typeof ExportFieldsQuery>;

const Field = z.object({ field: z.string(), level: z.number().int() });
/** Which fields there are, each with the lowest level that brings it. */
export const ExportFieldList = z.object({ metadata: z.array(Field), media: z.array(Field) });
export type ExportFieldList = z.output<typeof ExportFieldList>;
