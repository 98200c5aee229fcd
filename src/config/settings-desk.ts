/** The settings as administrators see and change them. */
import type { SettingLimits, SettingsAnswer, SettingView } from '#contract/settings.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import type { CheckedChange, SettingChanges } from './setting-changes.ts';
import { isAdvanced, unitOf } from './setting-traits.ts';
import { isSecretName } from './settings.ts';
import type { SettingEntry, SettingsStore } from './settings-store.ts';

export interface SettingsDesk<By> {
  /** Every setting with what it may be; never a secret. */
  list(): Promise<SettingsAnswer>;
  /**
   * Stores all changes or none, notes each in the record of changes, and answers how things stand then.
   * @throws Problem `invalid` for an unknown key or a value that does not fit, `refused` for a locked one.
   */
  change(by: By, changes: SettingChanges): Promise<SettingsAnswer>;
}

/** One change as the record keeps it: a secret's value is not in it. */
export interface NotedChange {
  readonly key: string;
  readonly details:
    | { readonly isSecret: true; readonly isSet: boolean }
    | { readonly isSecret: false; readonly to: unknown };
}

export interface SettingsDeskDeps<By> {
  /** @throws Problem `unavailable` until the database is open, as the next one. */
  db(): Db;
  store(): Pick<SettingsStore, 'list' | 'updateWithin' | 'refresh'>;
  /** Notes a change in the transaction that makes it. */
  note(tx: Tx, by: By, change: NotedChange): Promise<void>;
}

const noted = ({ key, value }: CheckedChange): NotedChange =>
  isSecretName(key)
    ? { key, details: { isSecret: true, isSet: value !== null && value !== '' } }
    : { key, details: { isSecret: false, to: value } };

/** Needs a database only when it is asked. */
export function createSettingsDesk<By>({ db, store, note }: SettingsDeskDeps<By>): SettingsDesk<By> {
  const list = async (): Promise<SettingsAnswer> => ({ settings: (await store().list()).map(viewOf) });
  return {
    list,
    async change(by, changes) {
      await inTransaction(db(), async (tx) => {
        for (const change of await store().updateWithin(tx, changes)) await note(tx, by, noted(change));
      });
      store().refresh();
      return list();
    },
  };
}

/** A setting as the API shows it. */
export function viewOf(entry: SettingEntry): SettingView {
  const { key, group, description: help, isSecret, isSet, origin, changedAt } = entry;
  return {
    key,
    group,
    help,
    limits: limitsOf(entry),
    isAdvanced: isAdvanced(key),
    isSecret,
    // Whatever an entry holds: a secret leaves here as nothing.
    value: isSecret ? null : entry.value,
    default: isSecret ? null : entry.default,
    isSet,
    origin: origin?.kind ?? (isSet ? 'stored' : 'default'),
    changedAt: changedAt?.toISOString() ?? null,
    lock: origin,
  };
}

const limitsOf = ({ key, limits }: SettingEntry): SettingLimits =>
  limits.kind === 'number' ? { ...limits, unit: unitOf(key, limits) } : limits;
