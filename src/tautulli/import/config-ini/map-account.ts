import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { FieldReader } from './field-reader.ts';
import { parseLegacyHash } from './legacy-password.ts';
import type { MappedSettings } from './map-settings.ts';

/** A password as the file has it. A secret in both forms. */
export type MappedPassword =
  /** See `verifyLegacyPassword`. */
  | { readonly kind: 'pbkdf2'; readonly hash: string }
  /** In very old files; to be hashed at once. */
  | { readonly kind: 'plain'; readonly value: string };

/** The administrator of the file (auth notes 1 and 13). */
export interface MappedAccount {
  readonly username: string | null;
  /** null: there was none, and whoever came was administrator; or it is in no form we know. */
  readonly password: MappedPassword | null;
  /** The owner of the Plex server may sign in as administrator; also a setting. */
  readonly plexAdmin: boolean;
  /** People with whom the server is shared may sign in; also a setting. */
  readonly allowGuests: boolean;
}

export function mapAccount(read: FieldReader, settings: MappedSettings, mayBePlain: boolean): MappedAccount {
  const stored = read.text('account.password', {
    fits: (text) => mayBePlain || parseLegacyHash(text) !== null,
    saying: 'a hash of a known form',
  });
  const isHash = stored !== null && parseLegacyHash(stored) !== null;
  return {
    username: read.text('account.username'),
    password: stored === null ? null : isHash ? { kind: 'pbkdf2', hash: stored } : { kind: 'plain', value: stored },
    plexAdmin: flagOr(settings.plexOwnerSignIn, DEFAULT_SETTINGS.plexOwnerSignIn),
    allowGuests: flagOr(settings.guestAccess, DEFAULT_SETTINGS.guestAccess),
  };
}

const flagOr = (value: unknown, preset: boolean): boolean => (typeof value === 'boolean' ? value : preset);

/** The key of `/api/v2` (API notes 1). */
export interface MappedApiKey {
  /** A secret. */
  readonly key: string;
  readonly isEnabled: boolean;
  readonly sqlAllowed: boolean;
}

export function mapApiKey(read: FieldReader): MappedApiKey | null {
  const key = read.text('api.key');
  const isEnabled = read.flag('api.isEnabled') ?? true;
  const sqlAllowed = read.flag('api.sqlAllowed') ?? false;
  return key === null ? null : { key, isEnabled, sqlAllowed };
}
