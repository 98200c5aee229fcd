/** What a visit to a provider left in the address. */
export interface LinkSearch {
  /** The provider that is linked now. */
  readonly linked?: string;
  /** Why none is. */
  readonly linkProblem?: string;
}

/** Reads the address; what it does not understand it leaves out. */
export function linkSearch(raw: Readonly<Record<string, unknown>>): LinkSearch {
  const linked = typeof raw.linked === 'string' && raw.linked.length <= 100 ? raw.linked : undefined;
  const problem = raw.linkProblem;
  const linkProblem = typeof problem === 'string' && /^[\w-]{1,40}$/.test(problem) ? problem : undefined;
  return { ...(linked !== undefined && { linked }), ...(linkProblem !== undefined && { linkProblem }) };
}
