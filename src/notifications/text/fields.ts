/** What stands before and after a value in its field: `{Rating: <rating>/10}` (notification notes 2.4). */
import { brokenTemplate } from './failures.ts';
import { fieldText, parseField, type RawField } from './grammar.ts';

export interface Field extends RawField {
  readonly prefix: string;
  readonly suffix: string;
}

const EXPRESSION = /`.*?`/g;
/** Stands for the expressions of a field while it is split, so that their `<` and `>` do not count. */
const PLACEHOLDER = '\u{F0000}';

/**
 * Splits a field at its one `<` and its one `>`; more of a kind, and neither counts.
 * @throws TemplateFailure when the middle is no field
 */
export function splitField(raw: RawField): Field {
  const text = fieldText(raw);
  const expressions = text.match(EXPRESSION) ?? [];
  const hidden = text.replaceAll(EXPRESSION, PLACEHOLDER);
  const [before, behindPrefix] = halves(hidden, '<');
  const [middle, suffix] = halves(behindPrefix ?? hidden, '>');
  const prefix = behindPrefix === undefined ? '' : before;
  if (prefix === '' && (suffix ?? '') === '') return { ...raw, prefix: '', suffix: '' };
  if (/[{}]/.test(middle)) throw brokenTemplate('a field with a prefix or suffix has another field in its format');
  const queue = [...expressions];
  const shown = (part: string): string => part.replaceAll(PLACEHOLDER, () => queue.shift() ?? '');
  const shownPrefix = shown(prefix);
  const field = parseField(shown(middle));
  return { ...field, prefix: withLines(shownPrefix), suffix: withLines(shown(suffix ?? '')) };
}

/** The two halves of a text that holds the mark once; the whole text alone otherwise. */
function halves(text: string, mark: string): readonly [string, string?] {
  const [first = '', second, ...more] = text.split(mark);
  return second === undefined || more.length > 0 ? [text] : [first, second];
}

const withLines = (text: string): string => text.replaceAll('\\n', '\n');
