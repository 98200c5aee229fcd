import type { OwnAccount } from '#contract/auth.ts';
import { ownAccount } from './account-views.ts';
import type { AccountRow } from './queries.ts';
import type { NewSession } from './sessions.ts';
import { letIn, type SignInCall, type SignInDeps } from './sign-in.ts';

export interface LetIn {
  readonly step: 'done';
  readonly account: OwnAccount;
  /** For the cookie. */
  readonly session: NewSession;
}

/** Begins a session for somebody whose identity is certain, and says who they are. @throws Problem `unauthorised`. */
export async function admit(deps: SignInDeps, account: AccountRow, call: SignInCall): Promise<LetIn> {
  const session = await letIn(deps, account, call);
  return { step: 'done', account: await ownAccount(deps, account.id), session };
}
