/** Puts the values into a template (notification notes 2.4 to 2.8). */
import { brokenTemplate } from './failures.ts';
import { splitField } from './fields.ts';
import { convert, formatField } from './format-field.ts';
import { parseTemplate, type RawField } from './grammar.ts';
import { type LookUp, lookUp, protectExpressions } from './look-up.ts';

/** Fields in the format of a field are allowed, fields in the format of those are not. */
const MAX_NESTING = 1;

/**
 * The text with the values in place of its fields.
 * @throws TemplateFailure when the template cannot be rendered
 */
export function renderText(template: string, values: LookUp): string {
  return render(values.evaluatesExpressions ? protectExpressions(template) : template, values, 0);
}

function render(template: string, values: LookUp, nesting: number): string {
  return parseTemplate(template)
    .map((part) => (part.kind === 'text' ? part.text : renderField(part.field, values, nesting)))
    .join('');
}

function renderField(raw: RawField, values: LookUp, nesting: number): string {
  if (nesting > MAX_NESTING) throw brokenTemplate('fields are nested too deeply');
  const { name, conversion, format, prefix, suffix } = splitField(raw);
  const value = convert(lookUp(name, values), conversion);
  const text = formatField(value, render(format, values, nesting + 1));
  return text === '' ? '' : prefix + text + suffix;
}
