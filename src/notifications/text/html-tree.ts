/** Puts tags that were nested wrongly, or not closed, into order as browsers do (notification notes 2.3). */
import type { HtmlToken } from './html-tokens.ts';

export interface HtmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (HtmlElement | string)[];
  parent: HtmlElement | null;
}

/** Tags that are opened again when something that holds them ends before them. */
const FORMATTING = new Set(['a', 'b', 'code', 'em', 'font', 'i', 's', 'strike', 'strong', 'u']);
/** Blocks among the tags that are kept; what is nested wrongly does not close them. */
const BLOCKS = new Set(['pre', 'blockquote']);
/** More equal tags than this are not opened again. */
const MAX_EQUAL = 3;
const MAX_ROUNDS = 8;
const MAX_INNER_ROUNDS = 3;

const createElement = (name: string, attributes: ReadonlyMap<string, string>): HtmlElement => ({
  name,
  attributes,
  children: [],
  parent: null,
});

const copyOf = ({ name, attributes }: HtmlElement): HtmlElement => createElement(name, attributes);

/** What a tree is made of; a newline that was not typed stays where a typed one would vanish. */
export type TreeToken = Exclude<HtmlToken, { kind: 'comment' }> | { readonly kind: 'newline' };

/** The root of the tree that tags and text make. */
export function htmlTree(tokens: readonly TreeToken[]): HtmlElement {
  const root = createElement('', new Map());
  const builder = new TreeBuilder(root);
  for (const token of tokens) {
    if (token.kind === 'text') builder.text(token.text);
    else if (token.kind === 'newline') builder.newline();
    else if (token.kind === 'start') builder.start(token.name, token.attributes);
    else builder.end(token.name);
  }
  return root;
}

class TreeBuilder {
  readonly #open: HtmlElement[];
  /** Formatting tags that are not closed yet, some of them outside of what is open. */
  readonly #formatting: HtmlElement[] = [];
  #dropsNewline = false;

  constructor(root: HtmlElement) {
    this.#open = [root];
  }

  text(text: string): void {
    const isNewlineDropped = this.#dropsNewline && text.startsWith('\n') && this.#isEmptyPre();
    if (text !== '') this.#dropsNewline = false;
    this.#add(isNewlineDropped ? text.slice(1) : text);
  }

  newline(): void {
    this.#add('\n');
  }

  start(name: string, attributes: ReadonlyMap<string, string>): void {
    if (name === 'a') this.#closeLink();
    if (!BLOCKS.has(name)) this.#reopen();
    const element = this.#insert(createElement(name, attributes));
    if (FORMATTING.has(name)) this.#remember(element);
    if (name === 'pre') this.#dropsNewline = true;
  }

  end(name: string): void {
    if (FORMATTING.has(name)) this.#endFormatting(name);
    else if (BLOCKS.has(name)) this.#closeUpTo((element) => element.name === name);
    else this.#endOther(name);
  }

  #add(text: string): void {
    if (text === '') return;
    this.#reopen();
    this.#current().children.push(text);
  }

  #current(): HtmlElement {
    return this.#open[this.#open.length - 1] ?? this.#root();
  }

  #root(): HtmlElement {
    const [root] = this.#open;
    if (root === undefined) throw new Error('the root of a tree is always open');
    return root;
  }

  #isEmptyPre(): boolean {
    const current = this.#current();
    return current.name === 'pre' && current.children.length === 0;
  }

  #insert(element: HtmlElement): HtmlElement {
    append(this.#current(), element);
    this.#open.push(element);
    return element;
  }

  #remember(element: HtmlElement): void {
    const equal = this.#formatting.filter((one) => isEqual(one, element));
    if (equal.length >= MAX_EQUAL && equal[0] !== undefined) remove(this.#formatting, equal[0]);
    this.#formatting.push(element);
  }

  /** Opens the formatting tags again that were closed together with what held them. */
  #reopen(): void {
    const lastOpen = this.#formatting.findLastIndex((element) => this.#open.includes(element));
    for (let at = lastOpen + 1; at < this.#formatting.length; at += 1) {
      const element = this.#formatting[at];
      if (element !== undefined) this.#formatting[at] = this.#insert(copyOf(element));
    }
  }

  /** Links do not nest. */
  #closeLink(): void {
    const link = this.#formatting.findLast(({ name }) => name === 'a');
    if (link === undefined) return;
    this.#endFormatting('a');
    remove(this.#formatting, link);
    remove(this.#open, link);
  }

  #closeUpTo(isWanted: (element: HtmlElement) => boolean): void {
    const at = this.#open.findLastIndex((element, index) => index > 0 && isWanted(element));
    if (at !== -1) this.#open.length = at;
  }

  #endOther(name: string): void {
    const stop = this.#open.findLast((element) => element.name === name || BLOCKS.has(element.name));
    if (stop?.name === name) this.#closeUpTo((element) => element === stop);
  }

  #endFormatting(name: string): void {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const element = this.#formatting.findLast((one) => one.name === name);
      if (element === undefined) {
        this.#endOther(name);
        return;
      }
      const at = this.#open.indexOf(element);
      const block = at === -1 ? undefined : this.#open.slice(at).find((one) => BLOCKS.has(one.name));
      if (block === undefined) {
        if (at !== -1) this.#open.length = at;
        remove(this.#formatting, element);
        return;
      }
      this.#moveOutOf(element, block, at);
    }
  }

  /** A formatting tag ends inside a block that began inside of it: the block gets a copy of the tag for its beginning. */
  #moveOutOf(element: HtmlElement, block: HtmlElement, at: number): void {
    const holder = this.#open[at - 1] ?? this.#root();
    const { last, bookmark } = this.#copyBetween(element, block);
    append(holder, last);
    const copy = copyOf(element);
    for (const child of block.children.splice(0)) append(copy, child);
    append(block, copy);
    const place = bookmark ?? this.#formatting.indexOf(element);
    this.#formatting.splice(place, 0, copy);
    remove(this.#formatting, element);
    remove(this.#open, element);
    this.#open.splice(this.#open.indexOf(block) + 1, 0, copy);
  }

  /** Copies what stands open between the tag and the block, and hangs one copy into the other. */
  #copyBetween(element: HtmlElement, block: HtmlElement): { last: HtmlElement; bookmark: number | null } {
    let last = block;
    let bookmark: number | null = null;
    let index = this.#open.indexOf(block);
    for (let round = 0; round < MAX_INNER_ROUNDS; round += 1) {
      index -= 1;
      const node = this.#open[index];
      if (node === undefined || node === element) break;
      const place = this.#formatting.indexOf(node);
      if (place === -1) {
        remove(this.#open, node);
        continue;
      }
      if (last === block) bookmark = place + 1;
      const copy = copyOf(node);
      this.#formatting[place] = copy;
      this.#open[index] = copy;
      append(copy, last);
      last = copy;
    }
    return { last, bookmark };
  }
}

function append(parent: HtmlElement, child: HtmlElement | string): void {
  if (typeof child !== 'string') {
    if (child.parent !== null) remove(child.parent.children, child);
    child.parent = parent;
  }
  parent.children.push(child);
}

function remove<T>(list: T[], item: T): void {
  const at = list.indexOf(item);
  if (at !== -1) list.splice(at, 1);
}

const isEqual = (one: HtmlElement, other: HtmlElement): boolean =>
  one.name === other.name &&
  one.attributes.size === other.attributes.size &&
  [...one.attributes].every(([name, value]) => other.attributes.get(name) === value);
