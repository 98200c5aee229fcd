/** What can be set while the program runs. */
import { z } from 'zod';
import { Instant } from './common.ts';

/** In what a number is counted. */
export const SETTING_UNITS = ['seconds', 'hours', 'days', 'percent'] as const;
export type SettingUnit = (typeof SETTING_UNITS)[number];

/** What a value may be. */
export const SettingLimits = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('switch') }),
  z.object({
    kind: z.literal('number'),
    min: z.number().int(),
    max: z.number().int(),
    unit: z.enum(SETTING_UNITS).nullable(),
  }),
  z.object({
    kind: z.literal('text'),
    maxLength: z.number().int(),
    /** What it must look like, in words; null: any text. */
    form: z.string().nullable(),
  }),
  z.object({ kind: z.literal('choice'), values: z.array(z.string()).readonly() }),
  z.object({
    kind: z.literal('list'),
    maxItems: z.number().int(),
    /** What may be in it; null: any name. */
    values: z.array(z.string()).readonly().nullable(),
  }),
]);
export type SettingLimits = z.infer<typeof SettingLimits>;

/** What has decided a value, so that nobody can change it here. */
export const SettingLock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('environment'), variable: z.string() }),
  z.object({ kind: z.literal('file'), path: z.string(), key: z.string() }),
]);
export type SettingLock = z.infer<typeof SettingLock>;

const Value = z.union([z.boolean(), z.number(), z.string(), z.array(z.string()).readonly()]);
export type SettingValueView = z.infer<typeof Value>;

export const SettingView = z.object({
  key: z.string(),
  group: z.string(),
  /** What it is for, in one sentence. */
  help: z.string(),
  limits: SettingLimits,
  /** For few people: shown when asked for. */
  isAdvanced: z.boolean(),
  isSecret: z.boolean(),
  /** Null for a secret, which nobody gets to see again. */
  value: Value.nullable(),
  default: Value.nullable(),
  /** Whether something was stored or decided; for a secret: whether there is one. */
  isSet: z.boolean(),
  origin: z.enum(['default', 'stored', 'environment', 'file']),
  /** Null for what nobody has changed here. */
  changedAt: Instant.nullable(),
  lock: SettingLock.nullable(),
});
export type SettingView = z.infer<typeof SettingView>;

export const SettingsAnswer = z.object({ settings: z.array(SettingView).readonly() });
export type SettingsAnswer = z.infer<typeof SettingsAnswer>;

const MAX_CHANGES = 200;

/** All or none are stored. */
export const ChangeSettingsBody = z.strictObject({
  changes: z
    .record(z.string().max(100), z.unknown())
    .refine((changes) => Object.keys(changes).length > 0, 'must name at least one setting')
    .refine((changes) => Object.keys(changes).length <= MAX_CHANGES, 'must not name more than 200 settings')
    .meta({ description: 'New values by the keys of settings; null brings the default back and takes a secret away.' }),
});
export type ChangeSettingsBody = z.output<typeof ChangeSettingsBody>;
