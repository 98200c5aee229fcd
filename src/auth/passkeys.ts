/** Passkeys of an account: adding, naming and removing them. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { AddPasskeyBody, ConfirmBody, PasskeyBegun, PasskeyView } from '#contract/auth.ts';
import type { AccountId } from '#contract/ids.ts';
import { inTransaction } from '#db/pool.ts';
import { Problem } from '#problem';
import { noAccount } from './account-views.ts';
import { audit, type By } from './audit.ts';
import type { AuthDeps } from './deps.ts';
import { provePassword } from './prove-password.ts';
import { accountById } from './queries.ts';
import { lockForChange, otherWays } from './queries-accounts.ts';
import { deletePasskeys, insertPasskey, type PasskeyRow, passkeysOf, renamePasskeyRow } from './queries-factors.ts';
import { demandAccount } from './rights.ts';
import { noOtherWay } from './set-password.ts';
import type { SignInDeps } from './sign-in.ts';
import { openStep, sealStep, spendStep } from './steps.ts';
import { registrationOptions, type Site, verifiedRegistration } from './web-authn.ts';

const MAX_PASSKEYS = 50;

const Begun = z.object({ accountId: z.number(), challenge: z.string(), origin: z.string() });

/** Those of whoever asks, in the order in which they came. */
export async function listPasskeys({ db }: SignInDeps, { actor }: Pick<By, 'actor'>): Promise<PasskeyView[]> {
  return (await passkeysOf(db, demandAccount(actor).accountId)).map(passkeyView);
}

/** Options for the browser. @throws Problem `invalid` for a wrong password, `limited`, `conflict`. */
export async function beginAddingPasskey(
  deps: AuthDeps,
  by: By,
  { password }: ConfirmBody,
  site: Site,
): Promise<PasskeyBegun> {
  const { accountId } = demandAccount(by.actor);
  const account = await accountById(deps.db, accountId);
  if (account === null) throw noAccount(accountId);
  await provePassword(deps, account, password, by);
  const known = await passkeysOf(deps.db, accountId);
  if (known.length >= MAX_PASSKEYS)
    throw new Problem('conflict', 'There are too many passkeys', { hint: 'Remove one' });
  const { username } = account;
  const options = await registrationOptions(site, { username, userHandle: userHandle(deps, accountId), known });
  const value = { accountId, challenge: options.challenge, origin: site.origin };
  const { token, expiresAt } = sealStep(deps, 'new-passkey', value);
  return { token, options: { ...options }, expiresAt: expiresAt.toISOString() };
}

/** Tells nothing about the account, and is the same each time, so that an authenticator keeps one passkey for it. */
const userHandle = ({ box }: AuthDeps, id: AccountId): Buffer =>
  createHmac('sha256', box.derive('user handles of passkeys')).update(String(id)).digest();

/** @throws Problem `invalid` when the browser's answer does not verify, `unauthorised` when it took too long, `conflict`. */
export async function addPasskey(deps: AuthDeps, by: By, body: AddPasskeyBody, site: Site): Promise<PasskeyView> {
  const { accountId, name } = demandAccount(by.actor);
  const begun = openStep(deps, 'new-passkey', body.token, Begun);
  const isSame = begun.accountId === accountId && begun.origin === site.origin;
  const credential = isSame ? await verifiedRegistration(site, begun.challenge, body.credential) : null;
  if (credential === null) throw new Problem('invalid', 'The passkey could not be verified', { hint: 'Try again' });
  const { transports = [] } = body.credential.response;
  const row: PasskeyRow = {
    credentialId: credential.id,
    accountId,
    name: body.name,
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports,
    createdAt: new Date(deps.clock.now()),
    lastUsedAt: null,
  };
  await inTransaction(deps.db, async (tx) => {
    await spendStep(tx, deps, 'new-passkey', body.token);
    if (!(await insertPasskey(tx, row))) throw new Problem('conflict', 'This passkey is known already');
    await audit(tx, by, { action: 'account.passkey-added', subject: name, details: { passkey: body.name } });
  });
  return passkeyView(row);
}

/** @throws Problem `not_found`. */
export async function renamePasskey({ db }: SignInDeps, by: By, id: string, name: string): Promise<PasskeyView> {
  const { accountId, name: subject } = demandAccount(by.actor);
  return inTransaction(db, async (tx) => {
    const row = await renamePasskeyRow(tx, accountId, id, name);
    if (row === null) throw noPasskey();
    await audit(tx, by, { action: 'account.passkey-renamed', subject, details: { passkey: name } });
    return passkeyView(row);
  });
}

/** @throws Problem `not_found`, `conflict` when no way to sign in would be left. */
export async function deletePasskey({ db }: SignInDeps, by: By, id: string): Promise<void> {
  const { accountId } = demandAccount(by.actor);
  await inTransaction(db, async (tx) => {
    const account = await lockForChange(tx, accountId);
    const [passkey] = await deletePasskeys(tx, accountId, id);
    if (account === null || passkey === undefined) throw noPasskey();
    const { passkeys, identities } = await otherWays(tx, accountId);
    if (account.passwordHash === null && passkeys + identities === 0) throw noOtherWay();
    await audit(tx, by, { action: 'account.passkey-removed', subject: account.username, details: { passkey } });
  });
}

const noPasskey = (): Problem => new Problem('not_found', 'There is no such passkey');

const passkeyView = ({ credentialId, name, createdAt, lastUsedAt }: PasskeyRow): PasskeyView => ({
  id: credentialId,
  name,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});
