/** A text, or the items of a list. */
export type IniValue = string | readonly string[];

export interface ReadValue {
  readonly value: IniValue;
  readonly fault: string | null;
  /** Index of the last line the value stands on. */
  readonly lastLine: number;
}

const isQuote = (char: string | undefined): char is '"' | "'" => char === '"' || char === "'";

/** Takes a line apart at the `=` behind its key, which may be quoted; null when there is no key or no `=`. */
export function splitKey(text: string): { readonly key: string; readonly rest: string } | null {
  const first = text[0];
  if (!isQuote(first)) {
    const at = text.indexOf('=');
    const key = text.slice(0, Math.max(at, 0)).trim();
    return key === '' ? null : { key, rest: text.slice(at + 1).trim() };
  }
  const close = text.indexOf(first, 1);
  const after = close === -1 ? '' : text.slice(close + 1).trimStart();
  if (close <= 1 || !after.startsWith('=')) return null;
  return { key: text.slice(1, close), rest: after.slice(1).trim() };
}

/** Reads a value that begins with `rest` on line `at`; only one in three quotes goes on to other lines. */
export function readValue(rest: string, lines: readonly string[], at: number): ReadValue {
  const mark = rest.slice(0, 3);
  if (mark === '"""' || mark === "'''") return readLongText(mark, rest.slice(3), lines, at);
  return { ...readLine(rest), lastLine: at };
}

function readLongText(mark: string, begin: string, lines: readonly string[], at: number): ReadValue {
  const parts: string[] = [];
  for (let line = at; line < lines.length; line += 1) {
    const text = line === at ? begin : (lines[line] ?? '');
    const close = text.indexOf(mark);
    if (close === -1) {
      parts.push(text);
      continue;
    }
    parts.push(text.slice(0, close));
    return { value: parts.join('\n').replaceAll('\0', ''), fault: afterText(text.slice(close + 3)), lastLine: line };
  }
  // The rest of the file is more likely to be settings than one long value.
  return { value: begin, fault: 'opens three quotes that nothing closes', lastLine: at };
}

const afterText = (text: string): string | null =>
  /^\s*(#.*)?$/.test(text) ? null : 'goes on behind the closing quote';

interface Item {
  readonly text: string;
  /** Index behind the item and the blanks that follow it. */
  readonly end: number;
  readonly fault: string | null;
}

const skipBlanks = (text: string, from: number): number => {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at;
};

/** Index of the next comma or comment sign, or the end. */
function nextStop(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== ',' && text[at] !== '#') at += 1;
  return at;
}

function readItem(text: string, from: number): Item {
  const quote = text[from];
  if (!isQuote(quote)) {
    const end = nextStop(text, from);
    return { text: text.slice(from, end).trim(), end, fault: null };
  }
  const close = text.indexOf(quote, from + 1);
  if (close === -1) return { text: text.slice(from + 1), end: text.length, fault: 'opens a quote that nothing closes' };
  const end = skipBlanks(text, close + 1);
  if (end === text.length || text[end] === ',' || text[end] === '#') {
    return { text: text.slice(from + 1, close), end, fault: null };
  }
  const stop = nextStop(text, end);
  return { text: text.slice(from, stop).trim(), end: stop, fault: 'goes on behind the closing quote' };
}

/** One line: a text, or with a comma outside of quotes a list. A single comma is the empty list. */
function readLine(text: string): { readonly value: IniValue; readonly fault: string | null } {
  const items: string[] = [];
  let fault: string | null = null;
  let hasComma = false;
  let at = skipBlanks(text, 0);
  while (at < text.length && text[at] !== '#') {
    if (text[at] === ',') {
      if (hasComma || text.slice(at + 1).trim() !== '') fault ??= 'has an empty item in its list';
      hasComma = true;
      at = skipBlanks(text, at + 1);
      continue;
    }
    const item = readItem(text, at);
    items.push(item.text);
    fault ??= item.fault;
    at = item.end;
    if (text[at] === ',') {
      hasComma = true;
      at = skipBlanks(text, at + 1);
    }
  }
  return { value: hasComma ? items : (items[0] ?? ''), fault };
}
