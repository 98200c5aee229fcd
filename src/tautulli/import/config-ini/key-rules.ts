import type { PlainName, SecretName } from '#config/settings.ts';
import { ADDRESS, type Convert, FLAG, INTEGER, LIST, TEXT } from './convert.ts';

export type ServerField =
  | 'machineIdentifier'
  | 'name'
  | 'nameOverride'
  | 'url'
  | 'urlOverride'
  | 'urlIsManual'
  | 'ip'
  | 'port'
  | 'ssl'
  | 'token'
  | 'clientId'
  | 'uuid'
  | 'version'
  | 'platform'
  | 'hasPlexPass';
export type AccountField = 'username' | 'password';
export type ApiField = 'key' | 'isEnabled' | 'sqlAllowed';
export type PathField =
  | 'logs'
  | 'backups'
  | 'cache'
  | 'exports'
  | 'newsletters'
  | 'newsletterTemplates'
  | 'plexLogs'
  | 'certificate'
  | 'certificateChain'
  | 'privateKey';
export type WebField =
  | 'host'
  | 'port'
  | 'root'
  | 'publicUrl'
  | 'isBehindProxy'
  | 'isHttps'
  | 'makesCertificate'
  | 'certificateNames'
  | 'certificateAddresses'
  | 'minTlsVersion';

/** Why a key is not carried over, as the end of a sentence about it. */
export const NEVER = {
  unused: 'had no effect any more',
  sqlite: 'is about SQLite',
  git: 'is about updates through git',
  desktop: 'is about desktop programs',
  session: 'belongs to sign-ins, which begin anew',
  state: 'is a state and no setting',
  constant: 'is the same for everybody now',
  environment: 'is decided by the environment now',
  telemetry: 'sent reports, which is not done here',
  format: 'describes the file itself',
} as const;
export type NeverReason = keyof typeof NEVER;

/** What becomes of a key (migration notes 9). */
export type Target =
  | { readonly to: 'setting'; readonly name: PlainName; readonly convert: Convert }
  | { readonly to: 'secret'; readonly name: SecretName }
  | { readonly to: 'server'; readonly field: ServerField }
  | { readonly to: 'account'; readonly field: AccountField }
  | { readonly to: 'api'; readonly field: ApiField }
  /** `mount`: where a container has what the path leads to. */
  | { readonly to: 'path'; readonly field: PathField; readonly mount: string }
  /** Shown as a suggestion; `shownAs` is the setting that answers for the key once somebody has decided. */
  | { readonly to: 'web'; readonly field: WebField; readonly shownAs?: PlainName }
  | { readonly to: 'never'; readonly reason: NeverReason };

export type KeyType = 'boolean' | 'integer' | 'string' | 'list' | 'object';
export type SectionName = 'General' | 'Advanced' | 'PMS' | 'Monitoring' | 'Cloudinary' | 'Newsletter';

/** What the table of a section says of a key. */
export interface RowRule {
  readonly type: KeyType;
  readonly target: Target;
}

export interface KeyRule extends RowRule {
  readonly section: SectionName;
}

const setting =
  (type: KeyType, convert: Convert) =>
  (name: PlainName): RowRule => ({ type, target: { to: 'setting', name, convert } });

export const flag = setting('boolean', FLAG);
export const integer = setting('integer', INTEGER);
export const string = setting('string', TEXT);
export const list = setting('list', LIST);
export const address = setting('string', ADDRESS);
export const converted = (type: KeyType, name: PlainName, convert: Convert): RowRule => setting(type, convert)(name);

export const secret = (name: SecretName): RowRule => ({ type: 'string', target: { to: 'secret', name } });
export const server = (type: KeyType, field: ServerField): RowRule => ({ type, target: { to: 'server', field } });
export const account = (field: AccountField): RowRule => ({ type: 'string', target: { to: 'account', field } });
export const api = (type: KeyType, field: ApiField): RowRule => ({ type, target: { to: 'api', field } });
export const path = (field: PathField, mount: string): RowRule => ({
  type: 'string',
  target: { to: 'path', field, mount },
});
export const web = (type: KeyType, field: WebField): RowRule => ({ type, target: { to: 'web', field } });
export const never = (type: KeyType, reason: NeverReason): RowRule => ({ type, target: { to: 'never', reason } });
