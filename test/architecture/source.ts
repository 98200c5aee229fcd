import { type ESTree, parseSync, Visitor } from 'vite';

export interface Mark {
  readonly text: string;
  readonly line: number;
}

export interface Import extends Mark {
  /** `text` is the specifier; `isType`: erased before the program runs. */
  readonly isType: boolean;
  /** `import(...)`: resolved while running, so it closes no cycle. */
  readonly isDynamic: boolean;
  readonly names: readonly string[];
}

/** What the rules look at in one file. */
export interface SourceFile {
  readonly path: string;
  readonly lineCount: number;
  readonly imports: readonly Import[];
  readonly strings: readonly Mark[];
  readonly comments: readonly Mark[];
  /** Ways to the time or to a timer, as written. */
  readonly clockUses: readonly Mark[];
  readonly environmentUses: readonly Mark[];
  readonly anyTypes: readonly Mark[];
  readonly defaultExports: readonly Mark[];
}

const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate']);
const GLOBALS = new Set(['globalThis', 'window', 'self']);
const TIME_MEMBERS = new Set(['Date.now', 'performance.now', 'Temporal.Now', 'process.hrtime']);
const TIME_MODULES = /^node:(timers|perf_hooks)/;

/** @throws Error when the text is not TypeScript. */
export function readSource(path: string, text: string): SourceFile {
  const result = parseSync(path, text);
  const [error] = result.errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const lineOf = lineFinder(text);
  const found = collect(result.program, lineOf);
  return {
    path,
    lineCount: text.trimEnd().split('\n').length,
    comments: result.comments.map((comment) => ({ text: comment.value, line: lineOf(comment.start) })),
    ...found,
  };
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [...text.matchAll(/\n/g)].map((match) => match.index + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

function collect(program: ESTree.Program, lineOf: (offset: number) => number) {
  const imports: Import[] = [];
  const strings: Mark[] = [];
  const clockUses: Mark[] = [];
  const environmentUses: Mark[] = [];
  const anyTypes: Mark[] = [];
  const defaultExports: Mark[] = [];
  const mark = (list: Mark[], node: ESTree.Span, text: string): void => {
    list.push({ text, line: lineOf(node.start) });
  };
  new Visitor({
    ...importVisitor(imports, lineOf),
    Literal: (node) => {
      if (typeof node.value === 'string') mark(strings, node, node.value);
    },
    TemplateLiteral: (node) => mark(strings, node, node.quasis[0]?.value.cooked ?? ''),
    CallExpression: ({ callee }) => {
      if (callee.type === 'Identifier' && (TIMERS.has(callee.name) || callee.name === 'Date'))
        mark(clockUses, callee, callee.name);
    },
    NewExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0)
        mark(clockUses, node, 'new Date()');
    },
    MemberExpression: (node) => {
      const text = memberText(node);
      if (text === 'process.env') mark(environmentUses, node, text);
      else if (text !== null && (TIME_MEMBERS.has(text) || isGlobalTimer(text))) mark(clockUses, node, text);
    },
    TSAnyKeyword: (node) => mark(anyTypes, node, 'any'),
    ExportDefaultDeclaration: (node) => mark(defaultExports, node, 'export default'),
    ExportSpecifier: (node) => {
      if (nameOf(node.exported) === 'default') mark(defaultExports, node, 'export { … as default }');
    },
  }).visit(program);
  for (const one of imports) {
    if (TIME_MODULES.test(one.text)) clockUses.push(one);
    if (one.text === 'node:process' && one.names.includes('env')) environmentUses.push(one);
  }
  return { imports, strings, clockUses, environmentUses, anyTypes, defaultExports };
}

function importVisitor(imports: Import[], lineOf: (offset: number) => number) {
  const add = (node: ESTree.Span, text: string, how: Partial<Import>): void => {
    imports.push({ text, line: lineOf(node.start), isType: false, isDynamic: false, names: [], ...how });
  };
  return {
    ImportDeclaration: (node: ESTree.ImportDeclaration) => {
      const kinds = node.specifiers.map((one) => one.type === 'ImportSpecifier' && one.importKind === 'type');
      add(node, node.source.value, {
        isType: node.importKind === 'type' || (kinds.length > 0 && kinds.every(Boolean)),
        names: node.specifiers.map((one) => (one.type === 'ImportSpecifier' ? nameOf(one.imported) : one.local.name)),
      });
    },
    ExportNamedDeclaration: (node: ESTree.ExportNamedDeclaration) => {
      if (node.source) add(node, node.source.value, { isType: node.exportKind === 'type' });
    },
    ExportAllDeclaration: (node: ESTree.ExportAllDeclaration) =>
      add(node, node.source.value, { isType: node.exportKind === 'type' }),
    ImportExpression: (node: ESTree.ImportExpression) => {
      const { source } = node;
      if (source.type === 'Literal' && typeof source.value === 'string') add(node, source.value, { isDynamic: true });
    },
    TSImportType: (node: ESTree.TSImportType) => add(node, node.source.value, { isType: true }),
  };
}

const nameOf = (node: ESTree.ModuleExportName): string => (node.type === 'Literal' ? node.value : node.name);

function memberText(node: ESTree.MemberExpression): string | null {
  if (node.object.type !== 'Identifier') return null;
  if (!node.computed) return node.property.type === 'Identifier' ? `${node.object.name}.${node.property.name}` : null;
  return node.property.type === 'Literal' ? `${node.object.name}.${node.property.value}` : null;
}

function isGlobalTimer(text: string): boolean {
  const [object = '', property = ''] = text.split('.');
  return GLOBALS.has(object) && TIMERS.has(property);
}
