/** Keeps the tags an agent understands and makes plain text of everything else (notification notes 2.3). */
import { HTML_ENTITIES } from './html-entities.ts';
import { type HtmlToken, htmlTokens } from './html-tokens.ts';
import { type HtmlElement, htmlTree, type TreeToken } from './html-tree.ts';

/** Tags that are kept, each with the attributes it may have. */
export type KeptTags = Readonly<Record<string, readonly string[]>>;

/** Where such a tag began, a new line begins. */
const BLOCKS = new Set(
  (
    'address article aside blockquote details dialog dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 ' +
    'h6 header hgroup hr li main nav ol p pre section table ul'
  ).split(' '),
);
const SCHEMES = new Set(['http', 'https', 'mailto']);
/** Control characters below the blank; tabs and line ends stay. */
const CONTROLS = /(?![\t\n\x7f-\x9f])\p{Cc}/gu;

/** The text with nothing but the kept tags, well-formed, and with its special characters escaped. */
export function stripHtml(html: string, kept: KeptTags): string {
  const tokens = withoutOtherTags(htmlTokens(html.replace(/\r\n?/g, '\n')), kept);
  return htmlTree(tokens)
    .children.map((child) => write(child, kept))
    .join('');
}

function withoutOtherTags(tokens: readonly HtmlToken[], kept: KeptTags): readonly TreeToken[] {
  let isFirstTag = true;
  return tokens.map((token): TreeToken => {
    if (token.kind === 'text') return token;
    if (token.kind === 'comment') return { kind: 'text', text: textOfComment(token, kept) };
    const isFirst = isFirstTag;
    isFirstTag = false;
    if (Object.hasOwn(kept, token.name)) return token;
    const isNewLine = !isFirst && token.kind === 'start' && BLOCKS.has(token.name);
    return isNewLine ? { kind: 'newline' } : { kind: 'text', text: '' };
  });
}

/** Comments vanish; what only looks like the end of a tag that is not kept was meant as text. */
const textOfComment = (token: Extract<HtmlToken, { kind: 'comment' }>, kept: KeptTags): string =>
  token.isEndTag && !Object.hasOwn(kept, token.text.toLowerCase().trim()) ? token.source : '';

function write(node: HtmlElement | string, kept: KeptTags): string {
  if (typeof node === 'string') return escapeText(node.replaceAll('\0', '').replace(CONTROLS, '?'));
  const allowed = kept[node.name] ?? [];
  const attributes = [...node.attributes]
    .filter(([name, value]) => allowed.includes(name) && (name !== 'href' || isHarmless(value)))
    .map(([name, value]) => ` ${name}=${quote(value)}`);
  const inside = node.children.map((child) => write(child, kept)).join('');
  return `<${node.name}${attributes.join('')}>${inside}</${node.name}>`;
}

/** Escapes `&` unless it begins the name of a character. */
const escapeAmpersands = (text: string): string =>
  text.replace(/&(?:(#\d*|#[xX][\da-fA-F]*|[^\s<&=;#]+);)?/g, (whole, name: string | undefined) =>
    name !== undefined && (name.startsWith('#') || HTML_ENTITIES.has(name)) ? whole : `&amp;${whole.slice(1)}`,
  );

const escapeText = (text: string): string => escapeAmpersands(text).replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function quote(value: string): string {
  const escaped = escapeAmpersands(value).replaceAll('<', '&lt;');
  return value.includes('"') && !value.includes("'") ? `'${escaped}'` : `"${escaped.replaceAll('"', '&quot;')}"`;
}

/** Whether an address has a scheme that cannot do harm, or none. */
function isHarmless(address: string): boolean {
  const plain = address.replace(/[\p{Cc}\s\ufffd]+/gu, '').toLowerCase();
  const [, scheme, rest = ''] = /^([a-z\d+.-]+):(.*)$/s.exec(plain) ?? [];
  return scheme === undefined || SCHEMES.has(scheme) || /^\d+$/.test(rest);
}
