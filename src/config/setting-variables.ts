import { Problem } from '#problem';
import { type Definition, pinnedRules, ruleOf } from './definition.ts';
import { definitionOf, type Override, SETTING_NAMES, type SettingName, type SettingOverrides } from './settings.ts';

const PREFIX = 'SPYGLASS_SETTING_';

/** `ignoreIntervalSeconds` -> `SPYGLASS_SETTING_IGNORE_INTERVAL_SECONDS`. */
export const variableOf = (name: SettingName): string =>
  PREFIX + name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

export const SETTING_VARIABLES: readonly string[] = SETTING_NAMES.map(variableOf);

const SWITCH: ReadonlyMap<string, boolean> = new Map([
  ...['1', 'true', 'on', 'yes'].map((word) => [word, true] as const),
  ...['0', 'false', 'off', 'no'].map((word) => [word, false] as const),
]);

/** A list is written with commas; a single comma is an empty list. */
const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** What a text says, in the type of the setting; the text itself when it says nothing of that type. */
export function meaningOf(text: string, { limits }: Pick<Definition, 'limits'>): unknown {
  switch (limits.kind) {
    case 'switch':
      return SWITCH.get(text.trim().toLowerCase()) ?? text;
    case 'number':
      return /^[+-]?\d+$/.test(text.trim()) ? Number(text) : text;
    case 'list':
      return listOf(text);
    case 'choice':
      return text.trim();
    case 'text':
      return text;
  }
}

/**
 * The settings that variables decide. `isFromFile` tells whether a variable's value came from its `_FILE`, so that
 * people are told the name they used.
 * @throws Problem `invalid` with a sentence for each variable that does not fit; the values are not repeated in it.
 */
export function readSettingVariables(
  given: Readonly<Record<string, string>>,
  isFromFile: (variable: string) => boolean,
): SettingOverrides {
  const found: [SettingName, Override][] = [];
  const faults: string[] = [];
  for (const name of SETTING_NAMES) {
    const text = given[variableOf(name)];
    if (text === undefined) continue;
    const variable = isFromFile(variableOf(name)) ? `${variableOf(name)}_FILE` : variableOf(name);
    const rules = pinnedRules(definitionOf(name));
    const parsed = rules.schema.safeParse(meaningOf(text, rules));
    if (parsed.success) found.push([name, { value: parsed.data, origin: { kind: 'environment', variable } }]);
    else faults.push(`${variable} ${ruleOf(rules)}`);
  }
  if (faults.length > 0) throw new Problem('invalid', faults.join('; '));
  return Object.freeze(Object.fromEntries(found));
}
