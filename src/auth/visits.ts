/**
 * Visits to somebody else who signs people in: begun here, finished within minutes by the same browser. What has to be known
 * later is a row here, found by a token, and only the browser that holds the cookie of that time gets on with it.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createSecretBox, type SecretBox } from '#config/secret-box.ts';
import type { AccountId } from '#contract/ids.ts';
import { Problem } from '#problem';
import type { AuthDeps } from './deps.ts';
import { countVisits, insertVisit, moveVisit, takeVisitRow, visitRow } from './queries-visits.ts';
import { hashOfToken } from './sessions.ts';

export type VisitKind = 'plex-visit' | 'plex-server' | 'oidc-visit';

/** How long a visit may take. */
export const VISIT_MS = 900_000;
/** Visits of everybody that are under way at once; beginning one needs nobody. */
const MAX_VISITS = 500;
const TOKEN_BYTES = 32;

export interface Visit {
  readonly token: string;
  readonly expiresAt: Date;
}

export interface NewVisit {
  readonly kind: VisitKind;
  /** The cookie of the browser that begins. */
  readonly browser: string;
  readonly value: unknown;
  readonly lifeMs?: number;
  /** Who began it, when somebody is signed in; it ends when they are signed out everywhere. */
  readonly accountId?: AccountId | null;
}

const Kept = z.object({ browser: z.string(), value: z.unknown() });

/** A stolen copy of the database opens none of them, and no stored secret is taken for one. */
const boxOf = (box: SecretBox): SecretBox => createSecretBox(box.derive('visits to providers').toString('hex'));

/** A word nobody guesses: names a visit, or the browser that makes it. */
export const randomToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** Whether this is what `randomToken` makes. */
export const isToken = (text: string): boolean => /^[\w-]{43}$/.test(text);

/** @throws Problem `limited` when too many are under way. */
export async function beginVisit(
  { db, box, clock }: AuthDeps,
  { kind, browser, value, lifeMs = VISIT_MS, accountId = null }: NewVisit,
): Promise<Visit> {
  const now = clock.now();
  if ((await countVisits(db, kind, new Date(now))) >= MAX_VISITS)
    throw new Problem('limited', 'Too many people sign in at this moment', { retryAfterSeconds: 60 });
  const token = randomToken();
  const expiresAt = new Date(now + lifeMs);
  await insertVisit(db, {
    tokenHash: hashOfToken(token),
    kind,
    accountId,
    valueSealed: boxOf(box).seal(JSON.stringify({ browser: hashOfToken(browser), value })),
    createdAt: new Date(now),
    expiresAt,
  });
  return { token, expiresAt };
}

/** Which visit, and the browser that says it began it. */
export interface VisitKey {
  readonly kind: VisitKind;
  readonly token: string;
  readonly browser: string | null;
}

/** What was noted of a visit; it goes on. Null when it is over, or is another browser's. */
export async function lookAtVisit<S extends z.ZodType>(
  { db, box, clock }: AuthDeps,
  key: VisitKey,
  schema: S,
): Promise<z.output<S> | null> {
  if (!isToken(key.token)) return null;
  const sealed = await visitRow(db, hashOfToken(key.token), key.kind, new Date(clock.now()));
  return sealed === null ? null : opened(box, sealed, key, schema);
}

/** Ends a visit: of two who do so at once one gets what was noted, and the other null. */
export async function takeVisit<S extends z.ZodType>(
  deps: AuthDeps,
  key: VisitKey,
  schema: S,
): Promise<z.output<S> | null> {
  // Another browser must not be able to end it.
  if ((await lookAtVisit(deps, key, schema)) === null) return null;
  const sealed = await takeVisitRow(deps.db, hashOfToken(key.token), key.kind, new Date(deps.clock.now()));
  return sealed === null ? null : opened(deps.box, sealed, key, schema);
}

/** Gives a visit more time, for what takes a person a while. */
export const prolongVisit = ({ db, clock }: AuthDeps, token: string, lifeMs: number): Promise<void> =>
  moveVisit(db, hashOfToken(token), new Date(clock.now() + lifeMs));

function opened<S extends z.ZodType>(
  box: SecretBox,
  sealed: string,
  { browser }: VisitKey,
  schema: S,
): z.output<S> | null {
  const kept = Kept.safeParse(unsealed(box, sealed)).data;
  // Hashes are compared, so the time it takes tells nothing of the cookie.
  if (kept === undefined || browser === null || kept.browser !== hashOfToken(browser)) return null;
  return schema.safeParse(kept.value).data ?? null;
}

function unsealed(box: SecretBox, sealed: string): unknown {
  try {
    return JSON.parse(boxOf(box).open(sealed));
  } catch {
    return null;
  }
}
