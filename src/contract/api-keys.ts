/** Keys of programs. */
import { z } from 'zod';
import { Id, Instant } from './common.ts';

/** What a key may do; each includes the ones before it. */
export const KEY_SCOPES = ['read', 'write', 'admin'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

const KeyName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(100)
  .refine((text) => !/\p{Cc}/u.test(text), 'must not contain control characters');

export const ApiKeyView = z.object({
  id: Id,
  name: z.string(),
  scope: z.enum(KEY_SCOPES),
  /** Null: every server. */
  server: z.object({ id: Id, name: z.string() }).nullable(),
  isEnabled: z.boolean(),
  /** Who made it; null for one that was imported. It works only while they may do what it may. */
  account: z.object({ id: Id, username: z.string() }).nullable(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
});
export type ApiKeyView = z.infer<typeof ApiKeyView>;
export const ApiKeyList = z.object({ keys: z.array(ApiKeyView).readonly() });
export type ApiKeyList = z.infer<typeof ApiKeyList>;

/** A key for one server may read or write; `admin` is about the whole installation. */
export const NewApiKeyBody = z.strictObject({
  name: KeyName,
  scope: z.enum(KEY_SCOPES),
  serverId: Id.nullable().default(null),
  expiresAt: Instant.nullable().default(null),
});
export type NewApiKeyBody = z.output<typeof NewApiKeyBody>;

/** What is left out stays as it is. */
export const ApiKeyChangeBody = z.strictObject({
  name: KeyName.optional(),
  scope: z.enum(KEY_SCOPES).optional(),
  serverId: Id.nullable().optional(),
  expiresAt: Instant.nullable().optional(),
  isEnabled: z.boolean().optional(),
});
export type ApiKeyChangeBody = z.output<typeof ApiKeyChangeBody>;

/** The key is shown this once. */
export const NewApiKey = z.object({ key: z.string(), view: ApiKeyView });
export type NewApiKey = z.infer<typeof NewApiKey>;
