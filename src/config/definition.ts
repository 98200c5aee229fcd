import { z } from 'zod';

/** Where a setting is shown. */
export const SETTING_GROUPS = [
  'general',
  'homepage',
  'web',
  'plex',
  'monitoring',
  'notifications',
  'newsletters',
  'exports',
  'look-ups',
  'backup',
  'system',
  'compatibility',
] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

export type SettingValue = boolean | number | string | readonly string[];

/** What a value may be, as data: for forms, for error sentences, and for an import that has to make values fit. */
export type Limits =
  | { readonly kind: 'switch' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'text'; readonly maxLength: number; readonly form: string | null }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly maxItems: number; readonly values: readonly string[] | null };

/** One setting: what it is for, what it may be, and what it is while nobody has said anything. */
export interface Definition<T extends SettingValue = SettingValue> {
  readonly group: SettingGroup;
  readonly description: string;
  readonly limits: Limits;
  readonly schema: z.ZodType<T>;
  readonly default: T;
  /**
   * What an operator's file or variable may say beyond the limits, which keep people who fill in a form from mistakes.
   */
  readonly pinned?: { readonly limits: Limits; readonly schema: z.ZodType<T> };
}

/** What holds for a value that an operator has pinned. */
export const pinnedRules = (definition: Definition): Pick<Definition, 'limits' | 'schema'> =>
  definition.pinned ?? definition;

const MAX_TEXT_LENGTH = 500;
const MAX_ITEMS = 1_000;
const MAX_ITEM_LENGTH = 200;

export const onOff = (group: SettingGroup, preset: boolean, description: string): Definition<boolean> => ({
  group,
  description,
  limits: { kind: 'switch' },
  schema: z.boolean(),
  default: preset,
});

interface Range {
  readonly min: number;
  readonly max: number;
}

const within = ({ min, max }: Range) => ({
  limits: { kind: 'number', min, max } as const,
  schema: z.number().int().min(min).max(max),
});

/** A whole number; its unit belongs into the setting's name. `pinned`: the range for operators when it is wider. */
export const wholeNumber = (
  group: SettingGroup,
  { min, max, preset, pinned }: Range & { readonly preset: number; readonly pinned?: Range },
  description: string,
): Definition<number> => ({
  group,
  description,
  ...within({ min, max }),
  default: preset,
  ...(pinned === undefined ? {} : { pinned: within(pinned) }),
});

/** PostgreSQL stores no text with a NUL or half a character in it. */
export const isStorable = (value: string): boolean => value.isWellFormed() && !value.includes('\0');

/** What a text must look like, and how a person is told. */
export interface Form {
  readonly fits: (text: string) => boolean;
  readonly saying: string;
}

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

export const FORMS = {
  notEmpty: { fits: (text) => text.trim() !== '', saying: 'a text that is not empty' },
  webAddress: { fits: isWebAddress, saying: 'an address like https://example.org' },
  webAddressOrNothing: {
    fits: (text) => text === '' || isWebAddress(text),
    saying: 'empty or an address like https://example.org',
  },
  languageOrNothing: {
    fits: (text) => /^([A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*)?$/.test(text),
    saying: 'empty or a language such as en or de-AT',
  },
} as const satisfies Record<string, Form>;

export const text = (
  group: SettingGroup,
  preset: string,
  form: Form | null,
  description: string,
): Definition<string> => ({
  group,
  description,
  limits: { kind: 'text', maxLength: MAX_TEXT_LENGTH, form: form?.saying ?? null },
  schema: z
    .string()
    .max(MAX_TEXT_LENGTH)
    .refine((value) => (form === null || form.fits(value)) && isStorable(value)),
  default: preset,
});

export const choice = <const V extends readonly [string, ...string[]]>(
  group: SettingGroup,
  values: V,
  preset: V[number],
  description: string,
): Definition<V[number]> => ({
  group,
  description,
  limits: { kind: 'choice', values },
  schema: z.enum(values),
  default: preset,
});

const allDifferent = (items: readonly string[]): boolean => new Set(items).size === items.length;

/** An order that people choose; nothing occurs twice. */
export const orderOf = <const V extends readonly [string, ...string[]]>(
  group: SettingGroup,
  values: V,
  preset: readonly V[number][],
  description: string,
): Definition<readonly V[number][]> => ({
  group,
  description,
  limits: { kind: 'list', maxItems: values.length, values },
  schema: z.array(z.enum(values)).refine(allDifferent).readonly(),
  default: preset,
});

/** Names in an order, none of them twice. */
export const names = (group: SettingGroup, description: string): Definition<readonly string[]> => ({
  group,
  description,
  limits: { kind: 'list', maxItems: MAX_ITEMS, values: null },
  schema: z
    .array(z.string().min(1).max(MAX_ITEM_LENGTH).refine(isStorable))
    .max(MAX_ITEMS)
    .refine(allDifferent)
    .readonly(),
  default: [],
});

/** What a value of this setting must be, as the end of a sentence that begins with its name. */
export function ruleOf({ limits }: Pick<Definition, 'limits'>): string {
  switch (limits.kind) {
    case 'switch':
      return 'must be on or off (true or false, 1 or 0)';
    case 'number':
      return `must be a whole number from ${limits.min} to ${limits.max}`;
    case 'text':
      return `must be ${limits.form ?? 'a text'}, at most ${limits.maxLength} characters long`;
    case 'choice':
      return `must be one of ${limits.values.join(', ')}`;
    case 'list':
      return limits.values === null
        ? `must be a list of at most ${limits.maxItems} different names`
        : `must be a list of different names out of ${limits.values.join(', ')}`;
  }
}
