import type { IssueExample, Issues } from './load.ts';

/** How often something was skipped or changed, and the first examples of it. */
export interface IssueCount {
  readonly count: number;
  readonly examples: readonly IssueExample[];
}

export interface IssueLedger {
  readonly note: Issues;
  /** The counts by kind, in the order in which the kinds first appeared. */
  result(): Record<string, IssueCount>;
}

const MOST_EXAMPLES = 5;
const MOST_DETAIL = 200;

/** Counts issues per kind and keeps the first 5 examples of each, their details cut to 200 characters. */
export function makeIssueLedger(): IssueLedger {
  const kinds = new Map<string, { count: number; examples: IssueExample[] }>();
  const note: Issues = (kind, example) => {
    let seen = kinds.get(kind);
    if (seen === undefined) {
      seen = { count: 0, examples: [] };
      kinds.set(kind, seen);
    }
    seen.count += 1;
    if (seen.examples.length < MOST_EXAMPLES) seen.examples.push(shorten(example));
  };
  return { note, result: () => Object.fromEntries(kinds) };
}

const shorten = (example: IssueExample): IssueExample =>
  example.detail === undefined || example.detail.length <= MOST_DETAIL
    ? { ...example }
    : { ...example, detail: `${example.detail.slice(0, MOST_DETAIL)}…` };
