import { DATABASE_KEYS, isHistorical, KEYS } from './keys.ts';
import type { Values } from './ladder.ts';
import type { IniSection, IniValue, ParsedIni } from './parse-ini.ts';
import type { Reporter } from './report.ts';

export const ABOUT_DATABASE = 'is about the connection to PostgreSQL, which DATABASE_URL decides';

const MAX_NAME_LENGTH = 100;

const shorten = (name: string): string => name.slice(0, MAX_NAME_LENGTH);

/** Takes the keys that are known, each from its own section, and reports all others. */
export function collectKeys({ root }: ParsedIni, reporter: Reporter): Values {
  const values = new Map<string, IniValue>();
  reportAll(root, '', reporter);
  for (const [section, { entries, sections }] of root.sections) {
    for (const [name, { value, line }] of entries) {
      const key = name.toUpperCase();
      if (KEYS.get(key)?.section.toLowerCase() === section) values.set(key, value);
      else reportOther(section, name, line, reporter);
    }
    for (const [name, nested] of sections) {
      const rule = KEYS.get(name.toUpperCase());
      // An object stands in a section of its own; what is in it is not asked for.
      if (rule?.type === 'object' && rule.section.toLowerCase() === section) values.set(name.toUpperCase(), '');
      else reportNested(nested, `${section}/${name}`, reporter);
    }
  }
  return values;
}

function reportOther(section: string, name: string, line: number, reporter: Reporter): void {
  const key = name.toUpperCase();
  if (section === 'database' && DATABASE_KEYS.has(key)) {
    reporter.dropped(key, ABOUT_DATABASE);
  } else if (isHistorical(key)) reporter.historical(key);
  else reporter.unknown(shorten(section), shorten(name), line);
}

function reportAll({ entries }: IniSection, section: string, reporter: Reporter): void {
  for (const [name, { line }] of entries) reporter.unknown(shorten(section), shorten(name), line);
}

function reportNested(section: IniSection, path: string, reporter: Reporter): void {
  reportAll(section, path, reporter);
  for (const [name, nested] of section.sections) reportNested(nested, `${path}/${name}`, reporter);
}
