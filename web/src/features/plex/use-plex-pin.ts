import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlexPinBegun } from '#contract/sign-in-elsewhere.ts';
import { clock } from '../../lib/clock.ts';
import { SMALL } from '../../lib/media-query.ts';
import { here } from '../../lib/session.ts';
import { type Agreed, type PinAnswer, type PinCalls, waitForPin } from './plex-pin.ts';

/** Kept for this tab only: after the way to Plex and back, waiting goes on. */
const STORED = 'spyglass.plex-pin';
const WINDOW = 'popup,width=600,height=760';

type Progress =
  | { readonly step: 'idle' }
  | { readonly step: 'opening' }
  /** `isBlocked`: the browser opened no window, so the link has to be pressed. */
  | { readonly step: 'waiting'; readonly pin: PlexPinBegun; readonly isBlocked: boolean }
  | { readonly step: 'failed'; readonly error: unknown };

const isPin = (value: unknown): value is PlexPinBegun & { readonly purpose: string } =>
  typeof value === 'object' &&
  value !== null &&
  ['pinId', 'address', 'expiresAt', 'purpose'].every((name) => typeof Reflect.get(value, name) === 'string');

function stored(purpose: string): PlexPinBegun | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(STORED) ?? 'null');
    return isPin(value) && value.purpose === purpose ? value : null;
  } catch {
    return null;
  }
}

/** Whether a sign-in that was begun for this goes on in this tab. */
export const isUnderWay = (purpose: string): boolean => stored(purpose) !== null;

/** A browser that forbids storage only loses the way back. */
function store(value: (PlexPinBegun & { readonly purpose: string }) | null): void {
  try {
    if (value === null) sessionStorage.removeItem(STORED);
    else sessionStorage.setItem(STORED, JSON.stringify(value));
  } catch {
    // Nothing to do about it.
  }
}

/** On a phone a second window is a nuisance: there the same tab goes to Plex and comes back. */
const goesInSameTab = (): boolean => matchMedia(`${SMALL} and (pointer: coarse)`).matches;

/**
 * Signing in at Plex, in a window of its own or, on phones, in this tab. `purpose` tells apart what several pages begin.
 * `onDone` gets what our server answers once somebody has agreed.
 */
export function usePlexPin<A extends PinAnswer>(
  purpose: string,
  calls: PinCalls<A>,
  onDone: (answer: Agreed<A>) => void | Promise<void>,
) {
  const [progress, setProgress] = useState<Progress>({ step: 'idle' });
  const latest = useRef({ calls, onDone });
  const stop = useRef<AbortController | null>(null);
  useEffect(() => {
    latest.current = { calls, onDone };
  });
  const wait = useCallback(async (pin: PlexPinBegun, popup: Window | null, isBlocked: boolean): Promise<void> => {
    const waiting = new AbortController();
    stop.current?.abort();
    stop.current = waiting;
    setProgress({ step: 'waiting', pin, isBlocked });
    try {
      const answer = await waitForPin(pin, latest.current.calls.check, clock, waiting.signal);
      store(null);
      await latest.current.onDone(answer);
    } catch (error) {
      if (waiting.signal.aborted) return;
      store(null);
      setProgress({ step: 'failed', error });
    } finally {
      popup?.close();
    }
  }, []);
  useEffect(() => {
    const pin = stored(purpose);
    if (pin !== null) void wait(pin, null, true);
    return () => stop.current?.abort();
  }, [purpose, wait]);
  const start = async (): Promise<void> => {
    const isSameTab = goesInSameTab();
    // Before anything is asked: a window that opens later is taken for an advertisement.
    const popup = isSameTab ? null : window.open('about:blank', 'spyglass-plex', WINDOW);
    setProgress({ step: 'opening' });
    try {
      const pin = await latest.current.calls.begin(isSameTab ? here() : null);
      store({ ...pin, purpose });
      if (isSameTab) return location.assign(pin.address);
      if (popup !== null) popup.location.href = pin.address;
      await wait(pin, popup, popup === null);
    } catch (error) {
      popup?.close();
      setProgress({ step: 'failed', error });
    }
  };
  const cancel = (): void => {
    stop.current?.abort();
    store(null);
    setProgress({ step: 'idle' });
  };
  return { progress, start: () => void start(), cancel };
}
