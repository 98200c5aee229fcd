/** The code that is asked for after a password: from an app, or one of the recovery codes. */
import { z } from 'zod';
import type { ConfirmBody, ProofBody, RecoveryCodes, TotpBegun, TotpConfirmBody } from '#contract/auth.ts';
import { inTransaction, type Tx } from '#db/pool.ts';
import { Problem } from '#problem';
import { noAccount } from './account-views.ts';
import { audit, type By } from './audit.ts';
import type { AuthDeps } from './deps.ts';
import { countFailure, provePassword } from './prove-password.ts';
import { type AccountRow, accountById } from './queries.ts';
import { clearTotp, replaceRecoveryCodes, setTotp, spendRecoveryCode, spendTotpStep } from './queries-factors.ts';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import { demandAccount } from './rights.ts';
import { refuseWhenLocked } from './sign-in.ts';
import { openStep, sealStep } from './steps.ts';
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts';

/** An app shows codes for half a minute, and typing takes a while. */
const Begun = z.object({ accountId: z.number(), secret: z.string() });

/** A secret for an app. It is not in force until a code made with it comes back. @throws Problem `invalid`, `conflict`. */
export async function beginTotp(deps: AuthDeps, by: By, { password }: ConfirmBody): Promise<TotpBegun> {
  const account = await asking(deps, by);
  await provePassword(deps, account, password, by);
  if (account.totpSecretSealed !== null) throw isOnAlready();
  const secret = newTotpSecret();
  const { token, expiresAt } = sealStep(deps, 'totp', { accountId: account.id, secret });
  return { token, secret, uri: totpUri(secret, account.username), expiresAt: expiresAt.toISOString() };
}

/** Puts the secret in force. Answers the recovery codes, which are kept as hashes only. @throws Problem `invalid`, `conflict`. */
export async function confirmTotp(deps: AuthDeps, by: By, { token, code }: TotpConfirmBody): Promise<RecoveryCodes> {
  const account = await asking(deps, by);
  const { accountId, secret } = openStep(deps, 'totp', token, Begun);
  const step = stepOfCode(secret, digitsOf(code), deps.clock.now());
  if (accountId !== account.id || step === null)
    throw new Problem('invalid', 'The code is not right', { hint: 'Check that the clock of the phone is right' });
  const sealed = deps.box.seal(secret);
  return inTransaction(deps.db, async (tx) => {
    if (!(await setTotp(tx, account.id, sealed, step))) throw isOnAlready();
    await audit(tx, by, { action: 'account.second-factor-on', subject: account.username });
    return renewRecoveryCodes(deps, tx, account);
  });
}

/** @throws Problem `invalid` for a wrong password or code, `limited`. */
export async function disableTotp(deps: AuthDeps, by: By, proof: ProofBody): Promise<void> {
  const account = await proven(deps, by, proof);
  await inTransaction(deps.db, async (tx) => {
    await clearTotp(tx, account.id);
    await audit(tx, by, { action: 'account.second-factor-off', subject: account.username });
  });
}

/** New recovery codes; the old ones serve no more. @throws Problem `invalid` for a wrong password or code, `limited`. */
export async function newCodes(deps: AuthDeps, by: By, proof: ProofBody): Promise<RecoveryCodes> {
  const account = await proven(deps, by, proof);
  return inTransaction(deps.db, async (tx) => {
    await audit(tx, by, { action: 'account.recovery-codes-made', subject: account.username });
    return renewRecoveryCodes(deps, tx, account);
  });
}

/** Whether a code fits; it serves once. */
export async function spendCode({ db, box, clock }: AuthDeps, account: AccountRow, code: string): Promise<boolean> {
  if (account.totpSecretSealed === null) return false;
  const digits = digitsOf(code);
  if (!/^\d{6}$/.test(digits)) return spendRecoveryCode(db, account.id, hashOfRecoveryCode(box, account.id, code));
  const step = stepOfCode(box.open(account.totpSecretSealed), digits, clock.now());
  return step !== null && spendTotpStep(db, account.id, step);
}

const digitsOf = (typed: string): string => typed.replace(/[\s-]/g, '');

async function renewRecoveryCodes({ box, clock }: AuthDeps, tx: Tx, { id }: AccountRow): Promise<RecoveryCodes> {
  const codes = newRecoveryCodes();
  const hashes = codes.map((code) => hashOfRecoveryCode(box, id, code));
  await replaceRecoveryCodes(tx, id, hashes, new Date(clock.now()));
  return { codes };
}

async function asking({ db }: AuthDeps, { actor }: By): Promise<AccountRow> {
  const { accountId } = demandAccount(actor);
  const account = await accountById(db, accountId);
  if (account === null) throw noAccount(accountId);
  return account;
}

/** Somebody who has both factors at hand. */
async function proven(deps: AuthDeps, by: By, { password, code }: ProofBody): Promise<AccountRow> {
  const account = await asking(deps, by);
  if (account.totpSecretSealed === null) throw new Problem('conflict', 'There is no second factor');
  await refuseWhenLocked(deps, { ipAddress: by.ipAddress, name: account.username });
  await provePassword(deps, account, password, by);
  if (await spendCode(deps, account, code)) return account;
  await countFailure(deps, account, by);
  throw new Problem('invalid', 'The code is not right');
}

const isOnAlready = (): Problem => new Problem('conflict', 'There is a second factor already');
