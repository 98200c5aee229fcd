/** The steps of setting up, in their order; the address says at which one the person is. */
export const STEPS = ['welcome', 'owner', 'plex', 'history', 'done'] as const;
export type Step = (typeof STEPS)[number];

/** What decides where the set-up stands: all of it is known by the server. */
export interface Standing {
  /** There is an owner, who is signed in with this browser. */
  readonly hasOwner: boolean;
  readonly hasServer: boolean;
  readonly isImporting: boolean;
}

/** Where to go on without being told: at the first thing that is missing. */
function natural({ hasOwner, hasServer, isImporting }: Standing): Step {
  if (!hasOwner) return 'welcome';
  if (isImporting) return 'history';
  return hasServer ? 'history' : 'plex';
}

/** The step that is shown: the wanted one when it is possible. There is no way past the owner, and none back to them. */
export function stepFor(wanted: Step | undefined, standing: Standing): Step {
  if (wanted === undefined) return natural(standing);
  const isBefore = wanted === 'welcome' || wanted === 'owner';
  if (standing.hasOwner) return isBefore ? natural(standing) : wanted;
  return isBefore ? wanted : 'welcome';
}

/** Reads the search of the address. */
export function setUpSearch(raw: Readonly<Record<string, unknown>>): { readonly step?: Step } {
  const step = STEPS.find((known) => known === raw.step);
  return step === undefined ? {} : { step };
}
