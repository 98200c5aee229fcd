/** Cuts a template into plain text and replacement fields (notification notes 2.4). */
import { brokenTemplate } from './failures.ts';

/** A field as it stands between its braces. */
export interface RawField {
  readonly name: string;
  /** The character after `!`; null without one. */
  readonly conversion: string | null;
  /** What stands after `:`, with its nested fields; blank without one. */
  readonly format: string;
}

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly field: RawField };

/**
 * The parts of a template in order. `{{` and `}}` are braces.
 * @throws TemplateFailure for a brace that belongs to nothing, and for a field that does not end
 */
export function parseTemplate(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  while (at < template.length) {
    const next = nextBrace(template, at);
    const brace = template[next];
    if (brace === undefined) {
      parts.push({ kind: 'text', text: template.slice(at) });
      break;
    }
    if (template[next + 1] === brace) {
      parts.push({ kind: 'text', text: template.slice(at, next + 1) });
      at = next + 2;
      continue;
    }
    if (brace === '}') throw brokenTemplate("a '}' has no '{' before it");
    if (next > at) parts.push({ kind: 'text', text: template.slice(at, next) });
    const { field, end } = readField(template, next + 1);
    parts.push({ kind: 'field', field });
    at = end;
  }
  return parts;
}

/**
 * What stands between two braces as a field.
 * @throws TemplateFailure when it is none
 */
export function parseField(inside: string): RawField {
  const text = `${inside}}`;
  const { field, end } = readField(text, 0);
  if (end !== text.length) throw brokenTemplate(`{${inside}} is more than one field`);
  return field;
}

/** The text of a field, without a format that is blank. */
export const fieldText = ({ name, conversion, format }: RawField): string =>
  `${name}${conversion === null ? '' : `!${conversion}`}${format === '' ? '' : `:${format}`}`;

function nextBrace(template: string, from: number): number {
  let at = from;
  while (at < template.length && template[at] !== '{' && template[at] !== '}') at += 1;
  return at;
}

/** Reads the field that begins at `from`; `end` is the place behind its closing brace. */
function readField(template: string, from: number): { field: RawField; end: number } {
  const nameEnd = endOfName(template, from);
  const name = template.slice(from, nameEnd);
  if (template[nameEnd] === '}') return { field: { name, conversion: null, format: '' }, end: nameEnd + 1 };
  let at = nameEnd + 1;
  let conversion: string | null = null;
  if (template[nameEnd] === '!') {
    const char = template.codePointAt(at);
    if (char === undefined) throw brokenTemplate("nothing stands behind a '!'");
    conversion = String.fromCodePoint(char);
    at += conversion.length;
    if (template[at] === '}') return { field: { name, conversion, format: '' }, end: at + 1 };
    if (at < template.length && template[at] !== ':') throw brokenTemplate("more than one letter stands behind a '!'");
    at += 1;
  }
  const end = endOfFormat(template, at);
  return { field: { name, conversion, format: template.slice(at, end) }, end: end + 1 };
}

/** The place of the first `!`, `:` or `}`; brackets hide them. */
function endOfName(template: string, from: number): number {
  for (let at = from; at < template.length; at += 1) {
    const char = template[at];
    if (char === '{') throw brokenTemplate("a '{' stands in the name of a parameter");
    if (char === '}' || char === ':' || char === '!') return at;
    if (char === '[') {
      const close = template.indexOf(']', at);
      // The character at the closing bracket is looked at again, and is a plain one.
      at = close === -1 ? template.length : close - 1;
    }
  }
  throw brokenTemplate("a '{' has no '}' behind it");
}

/** The place of the brace that closes a format; nested ones are counted. */
function endOfFormat(template: string, from: number): number {
  let open = 1;
  for (let at = from; at < template.length; at += 1) {
    if (template[at] === '{') open += 1;
    if (template[at] === '}') open -= 1;
    if (open === 0) return at;
  }
  throw brokenTemplate("a format has no '}' behind it");
}
