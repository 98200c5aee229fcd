/** Cuts a text into tags and what stands between them, as browsers do (notification notes 2.3). */

export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'comment'; readonly text: string; readonly source: string; readonly isEndTag: boolean }
  | {
      readonly kind: 'start';
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'end'; readonly name: string };

const TAG = /<(?<slash>\/?)(?<name>[A-Za-z][^\t\n\f />]*)/y;
const COMMENT = /<!--(?:-?>|(?<text>[\s\S]*?)(?:--!?>|$))/y;
const BOGUS = /<(?:[!?]|\/(?=[^A-Za-z>]))(?<text>[^>]*)>?/y;
const PLAIN = /[^<]+/y;

/** The tokens of a text. A tag that does not end is text when it looks like one that was not meant as a tag. */
export function htmlTokens(html: string): readonly HtmlToken[] {
  const tokens: HtmlToken[] = [];
  let at = 0;
  while (at < html.length) {
    const { token, end } = tokenAt(html, at);
    if (token !== null) tokens.push(token);
    at = end;
  }
  return tokens;
}

interface Found {
  readonly token: HtmlToken | null;
  readonly end: number;
}

const match = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

function tokenAt(html: string, at: number): Found {
  const plain = match(PLAIN, html, at);
  if (plain !== null) return { token: { kind: 'text', text: plain[0] }, end: at + plain[0].length };
  const tag = match(TAG, html, at);
  if (tag !== null) return tagAt(html, at, tag);
  if (html.startsWith('</>', at)) return { token: null, end: at + 3 };
  const comment = match(COMMENT, html, at) ?? match(BOGUS, html, at);
  if (comment === null) return { token: { kind: 'text', text: '<' }, end: at + 1 };
  const source = comment[0];
  const isEndTag = source.startsWith('</');
  // An end tag of nothing at the end of the text is no comment.
  if (source === '</') return { token: { kind: 'text', text: source }, end: at + source.length };
  return {
    token: { kind: 'comment', text: comment.groups?.text ?? '', source, isEndTag },
    end: at + source.length,
  };
}

const BEFORE_NAME = /[\t\n\f /]*/y;
const ATTRIBUTE_NAME = /=?[^\t\n\f />=]*/y;
const EQUALS = /[\t\n\f ]*=[\t\n\f ]*/y;
const BLANKS = /[\t\n\f ]+/y;
const VALUE = /"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\t\n\f >"'][^\t\n\f >]*)/y;

function tagAt(html: string, start: number, tag: RegExpExecArray): Found {
  const { slash, name = '' } = tag.groups ?? {};
  const attributes = new Map<string, string>();
  let at = start + tag[0].length;
  if (at >= html.length) return asText(html, start);
  for (;;) {
    at += match(BEFORE_NAME, html, at)?.[0].length ?? 0;
    if (at >= html.length) return { token: null, end: at };
    if (html[at] === '>') break;
    const read = attributeAt(html, at);
    if (read === 'text') return asText(html, start);
    if (read === 'nothing') return { token: null, end: html.length };
    if (!attributes.has(read.name)) attributes.set(read.name, read.value);
    at = read.end;
  }
  const lower = name.toLowerCase();
  return {
    token: slash === '' ? { kind: 'start', name: lower, attributes } : { kind: 'end', name: lower },
    end: at + 1,
  };
}

/** A tag that the text ends in, as it was typed. */
const asText = (html: string, start: number): Found => ({
  token: { kind: 'text', text: html.slice(start) },
  end: html.length,
});

interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly end: number;
}

/** An attribute; `text` or `nothing` says what becomes of its tag when the text ends before it does. */
function attributeAt(html: string, start: number): Attribute | 'text' | 'nothing' {
  const name = match(ATTRIBUTE_NAME, html, start)?.[0] ?? '';
  let at = start + name.length;
  if (at >= html.length) return 'text';
  const equals = match(EQUALS, html, at);
  if (equals === null) {
    at += match(BLANKS, html, at)?.[0].length ?? 0;
    return at >= html.length ? 'text' : { name: name.toLowerCase(), value: '', end: at };
  }
  at += equals[0].length;
  if (at >= html.length) return 'nothing';
  const value = match(VALUE, html, at);
  if (value === null && html[at] !== '>') return 'nothing';
  const { double, single, bare } = value?.groups ?? {};
  const end = at + (value?.[0].length ?? 0);
  if (end >= html.length) return bare === undefined ? 'nothing' : 'text';
  return { name: name.toLowerCase(), value: double ?? single ?? bare ?? '', end };
}
