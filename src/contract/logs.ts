/** What was sent, exported and signed in to. */
import { z } from 'zod';
import { Id, IdParameter, Instant } from './common.ts';

/** How a log is searched and paged. */
export const LogQuery = z.object({
  search: z
    .string()
    .trim()
    .max(200)
    .refine((text) => !text.includes('\0'), 'must not contain the character NUL')
    .default('')
    .meta({ description: 'Letters that must occur in a text of the row; % stands for any letters, _ for one.' }),
  order: z.enum(['asc', 'desc']).default('desc').meta({ description: 'The newest first, or the oldest.' }),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type LogQuery = z.output<typeof LogQuery>;

/** How sign-ins are searched and paged. */
export const SignInQuery = LogQuery.extend({
  user: IdParameter.optional().meta({ description: 'Those of one person, by our number.' }),
});
export type SignInQuery = z.output<typeof SignInQuery>;

const page = <T extends z.ZodType>(row: T) =>
  z.object({
    /** All rows there are. */
    total: z.number().int(),
    /** Of them, those the search found. */
    found: z.number().int(),
    rows: z.array(row),
  });

export const SignInRow = z.object({
  id: Id,
  at: Instant,
  isSuccess: z.boolean(),
  userName: z.string().nullable(),
  role: z.string().nullable(),
  ipAddress: z.string().nullable(),
  host: z.string().nullable(),
  userAgent: z.string().nullable(),
  expiresAt: Instant.nullable(),
  /** Null for somebody plex.tv never listed. */
  person: z.object({ plexUserId: z.number().int().nullable(), name: z.string() }).nullable(),
});
export const SignInPage = page(SignInRow);
export type SignInPage = z.output<typeof SignInPage>;

const sent = {
  id: Id,
  at: Instant,
  agentId: z.number().int().nullable(),
  agentName: z.string().nullable(),
  action: z.string(),
  isSuccess: z.boolean(),
  subject: z.string().nullable(),
  body: z.string().nullable(),
};

export const NotificationLogRow = z.object({
  ...sent,
  notifierId: z.number().int().nullable(),
  plexUserId: z.number().int().nullable(),
  userName: z.string().nullable(),
  sessionKey: z.string().nullable(),
  ratingKey: z.string().nullable(),
  /** How it stands with the sending; null for what is long past. */
  delivery: z
    .object({
      state: z.enum(['waiting', 'sending', 'sent', 'failed', 'dropped']),
      attempts: z.number().int(),
      problem: z.string().nullable(),
      nextTryAt: Instant.nullable(),
    })
    .nullable(),
});
export const NotificationLogPage = page(NotificationLogRow);
export type NotificationLogPage = z.output<typeof NotificationLogPage>;

export const NewsletterLogRow = z.object({
  ...sent,
  newsletterId: z.number().int().nullable(),
  /** `YYYY-MM-DD`. */
  startDate: z.string().nullable(),
  endDate: z.string().nullable(),
  uuid: z.string().nullable(),
});
export const NewsletterLogPage = page(NewsletterLogRow);
export type NewsletterLogPage = z.output<typeof NewsletterLogPage>;

export const ExportRow = z.object({
  id: Id,
  startedAt: Instant,
  /** Null for one that was made by another program. */
  serverId: Id.nullable(),
  /** Plex's number of the library. */
  sectionId: z.number().int().nullable(),
  plexUserId: z.number().int().nullable(),
  ratingKey: z.string().nullable(),
  mediaType: z.string().nullable(),
  title: z.string().nullable(),
  fileFormat: z.string(),
  metadataLevel: z.number().int(),
  mediaInfoLevel: z.number().int(),
  customFields: z.array(z.string()),
  /** One file for every item instead of one for all. */
  hasIndividualFiles: z.boolean(),
  fileSizeBytes: z.number().int(),
  state: z.enum(['running', 'done', 'failed']),
  /** Why it failed, in one sentence. */
  failure: z.string().nullable(),
  exportedItems: z.number().int(),
  totalItems: z.number().int(),
});
export const ExportPage = page(ExportRow);
export type ExportPage = z.output<typeof ExportPage>;
