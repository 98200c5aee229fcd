/** A sign-in at Plex: begun by us, agreed to by a person on Plex's page, asked for until they have (authentication notes 3). */
import { z } from 'zod';
import type { EpochMs } from '#clock';
import type { AccountId } from '#contract/ids.ts';
import type { PlexTv } from '#plex/plex-tv.ts';
import { signInAddress } from '#plex/sign-in-address.ts';
import { Problem } from '#problem';
import type { AuthDeps } from '../deps.ts';
import { beginVisit, lookAtVisit, takeVisit, VISIT_MS } from '../visits.ts';

export interface PinDeps extends AuthDeps {
  /** With somebody's token, or with none. */
  plexTv(token: string | null): Promise<PlexTv>;
  clientIdentifier(): Promise<string>;
  readonly pace: PinPace;
}

/** Pins are asked for once a second at most, however often a browser asks us. */
export interface PinPace {
  /** Whether Plex may be asked for this pin now. */
  take(pin: number, now: EpochMs): boolean;
}

const PACE_MS = 1_000;
const MAX_PINS = 1_000;

export function createPinPace(): PinPace {
  const asked = new Map<number, EpochMs>();
  return {
    take(pin, now) {
      const last = asked.get(pin);
      if (last !== undefined && now - last < PACE_MS) return false;
      asked.delete(pin);
      asked.set(pin, now);
      const [oldest] = asked.keys();
      if (asked.size > MAX_PINS && oldest !== undefined) asked.delete(oldest);
      return true;
    },
  };
}

/** What it is for: a token that was got for one thing is of no use for the other. */
export type PinPurpose = 'sign-in' | 'server' | 'link';

const Kept = z.object({
  pin: z.number().int().positive(),
  purpose: z.enum(['sign-in', 'server', 'link']),
  isRemembered: z.boolean(),
  accountId: z.number().int().nullable().default(null),
});

export interface BeginPin {
  readonly purpose: PinPurpose;
  readonly browser: string;
  readonly isRemembered: boolean;
  readonly forwardUrl: string | null;
  readonly accountId?: AccountId | null;
}

export const upstream = (problem: string): Problem =>
  new Problem('upstream', problem, { hint: 'Signing in with Plex needs plex.tv; try again in a moment' });

/** @throws Problem `upstream` when plex.tv does not answer, `limited`. */
export async function beginPin(deps: PinDeps, begin: BeginPin) {
  const plexTv = await deps.plexTv(null);
  const pin = await plexTv.createPin();
  if (!pin.ok) throw upstream(pin.problem);
  const { id, code, expiresInSeconds } = pin.value;
  const { token, expiresAt } = await beginVisit(deps, {
    kind: 'plex-visit',
    browser: begin.browser,
    value: { pin: id, purpose: begin.purpose, isRemembered: begin.isRemembered, accountId: begin.accountId ?? null },
    lifeMs: Math.min(VISIT_MS, (expiresInSeconds ?? Number.POSITIVE_INFINITY) * 1_000),
    accountId: begin.accountId ?? null,
  });
  const clientIdentifier = await deps.clientIdentifier();
  const address = signInAddress({ clientIdentifier, code, forwardUrl: begin.forwardUrl });
  return { pinId: token, address, expiresAt: expiresAt.toISOString() };
}

export type PinState =
  | { readonly state: 'waiting' | 'expired' }
  | {
      readonly state: 'agreed';
      readonly plexToken: string;
      readonly isRemembered: boolean;
      /** Who began it, if they were signed in. */
      readonly accountId: number | null;
    };

/** A pin that was agreed to serves once. @throws Problem `upstream` when plex.tv does not answer. */
export async function checkPin(
  deps: PinDeps,
  {
    pinId,
    browser,
    purpose,
  }: { readonly pinId: string; readonly browser: string | null; readonly purpose: PinPurpose },
): Promise<PinState> {
  const key = { kind: 'plex-visit', token: pinId, browser } as const;
  const kept = await lookAtVisit(deps, key, Kept);
  if (kept === null || kept.purpose !== purpose) return { state: 'expired' };
  if (!deps.pace.take(kept.pin, deps.clock.now())) return { state: 'waiting' };
  const answer = await (await deps.plexTv(null)).checkPin(kept.pin);
  if (!answer.ok && answer.reason !== 'not_found') throw upstream(answer.problem);
  if (answer.ok && answer.value.token === null) return { state: 'waiting' };
  const taken = await takeVisit(deps, key, Kept);
  if (!answer.ok || answer.value.token === null || taken === null) return { state: 'expired' };
  return { state: 'agreed', plexToken: answer.value.token, ...taken };
}
