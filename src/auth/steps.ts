/**
 * What is begun in one request and finished in another within minutes: the code after a password, a passkey, a visit to a
 * provider. Two kinds of tokens: sealed ones carry everything themselves, so that nobody fills the database by beginning;
 * kept ones are rows, for what is worth counting tries.
 */
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { createSecretBox, type SecretBox } from '#config/secret-box.ts';
import type { AccountId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { Problem } from '#problem';
import type { AuthDeps } from './deps.ts';
import { countTry, deleteStep, insertSpent, insertStep } from './queries-steps.ts';
import { hashOfToken } from './sessions.ts';

/** A token is good for one kind of step only. */
export type StepKind = 'code' | 'totp' | 'passkey' | 'new-passkey' | 'plex' | 'oidc';

/** How long a step may take. */
export const STEP_MS = 300_000;
/** How often a kept step may be tried. */
export const MAX_TRIES = 5;

const TOKEN_BYTES = 32;

/** Steps are sealed with a key of their own: what a browser was given is never taken for a stored secret. */
const boxOf = (box: SecretBox): SecretBox => createSecretBox(box.derive('steps of signing in').toString('hex'));

export interface BegunStep {
  readonly token: string;
  readonly expiresAt: Date;
}

/** A token that carries `value`, readable by us only. */
export function sealStep(
  { box, clock }: Pick<AuthDeps, 'box' | 'clock'>,
  kind: StepKind,
  value: unknown,
  lifeMs = STEP_MS,
): BegunStep {
  const expiresAt = clock.now() + lifeMs;
  return { token: boxOf(box).seal(JSON.stringify({ kind, expiresAt, value })), expiresAt: new Date(expiresAt) };
}

/** What a sealed token carries. @throws Problem `unauthorised` for one that is over, or none of ours. */
export function openStep<S extends z.ZodType>(
  { box, clock }: Pick<AuthDeps, 'box' | 'clock'>,
  kind: StepKind,
  token: string,
  value: S,
): z.output<S> {
  const opened = isCanonical(token) ? opening(box, token) : null;
  if (!isSealed(opened) || opened.kind !== kind || opened.expiresAt <= clock.now()) throw stepIsOver();
  const parsed = value.safeParse(opened.value);
  if (!parsed.success) throw stepIsOver();
  return parsed.data;
}

/** The same bytes can be written in several ways, and a token that was spent must not come back in another one. */
function isCanonical(token: string): boolean {
  const bytes = token.slice(token.indexOf(':') + 1);
  return Buffer.from(bytes, 'base64').toString('base64') === bytes;
}

function opening(box: SecretBox, token: string): unknown {
  try {
    return JSON.parse(boxOf(box).open(token));
  } catch {
    return null;
  }
}

interface Sealed {
  readonly kind: string;
  readonly expiresAt: number;
  readonly value: unknown;
}

const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  'value' in value &&
  'expiresAt' in value &&
  typeof value.expiresAt === 'number';

/** Makes a sealed token worthless from now on. @throws Problem `unauthorised` when it was spent before. */
export async function spendStep(
  tx: Db | Tx,
  { clock }: Pick<AuthDeps, 'clock'>,
  kind: StepKind,
  token: string,
): Promise<void> {
  const now = clock.now();
  // However long it may have lived: a token of ours ends by itself before that.
  const expiresAt = new Date(now + 2 * STEP_MS);
  if (!(await insertSpent(tx, { tokenHash: hashOfToken(token), kind, createdAt: new Date(now), expiresAt })))
    throw stepIsOver();
}

/** A token for a step of an account whose tries are counted. */
export async function keepStep(
  { db, box, clock }: AuthDeps,
  kind: StepKind,
  accountId: AccountId,
  value: unknown,
): Promise<BegunStep> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const now = clock.now();
  const expiresAt = new Date(now + STEP_MS);
  const valueSealed = boxOf(box).seal(JSON.stringify(value));
  await insertStep(db, {
    tokenHash: hashOfToken(token),
    kind,
    accountId,
    valueSealed,
    createdAt: new Date(now),
    expiresAt,
  });
  return { token, expiresAt };
}

/** A kept step, one of its tries being used up. @throws Problem `unauthorised` when it is over or has been tried too often. */
export async function tryStep<S extends z.ZodType>(
  { db, box, clock }: AuthDeps,
  kind: StepKind,
  token: string,
  value: S,
): Promise<{ readonly accountId: AccountId; readonly value: z.output<S> }> {
  const row = await countTry(db, hashOfToken(token), { kind, now: new Date(clock.now()), maxTries: MAX_TRIES });
  if (row === null || row.accountId === null) throw stepIsOver();
  const parsed = value.safeParse(opening(box, row.valueSealed));
  if (!parsed.success) throw stepIsOver();
  return { accountId: row.accountId, value: parsed.data };
}

/** Ends a kept step. Of two who finish it at once, one gets true. */
export const finishStep = (tx: Db | Tx, token: string): Promise<boolean> => deleteStep(tx, hashOfToken(token));

export const stepIsOver = (): Problem =>
  new Problem('unauthorised', 'This took too long, or was tried too often', { hint: 'Begin again' });
