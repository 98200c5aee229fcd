import type { Clock } from '#clock';
import { type Attributes, type Element, el } from '../wire/element.ts';

const LIFETIME_S = 1800;
const FIRST_ID = 440_000;

export interface Pin {
  readonly id: string;
  readonly code: string;
  readonly clientIdentifier: string;
  readonly product: string;
  readonly createdAt: number;
  looks: number;
  authToken: string | null;
}

/** Sign-ins that wait for somebody to agree (Plex protocol notes 5.1, 5.2). */
export interface Pins {
  create(request: { clientIdentifier: string; product: string }): Pin;
  /** One look at a pin; null when it is unknown or too old. */
  look(id: string): Pin | null;
  approve(id: string, token: string): boolean;
  /** After how many looks a pin is approved by itself; null = only by `approve`. */
  setApproval(afterLooks: number | null): void;
  clear(): void;
}

/** Pins that are approved with `ownerToken` at the first look unless told otherwise. */
export function makePins(clock: Clock, ownerToken: string): Pins {
  const pins = new Map<string, Pin>();
  let approveAfter: number | null = 1;
  let serial = 0;
  return {
    create({ clientIdentifier, product }) {
      const id = String(FIRST_ID + serial);
      serial += 1;
      const createdAt = clock.now();
      const pin: Pin = {
        id,
        code: `simulatedpin${id}`,
        clientIdentifier,
        product,
        createdAt,
        looks: 0,
        authToken: null,
      };
      pins.set(id, pin);
      return pin;
    },
    look(id) {
      const pin = pins.get(id);
      if (pin === undefined || clock.now() - pin.createdAt > LIFETIME_S * 1000) return null;
      pin.looks += 1;
      if (approveAfter !== null && pin.looks >= approveAfter) pin.authToken ??= ownerToken;
      return pin;
    },
    approve(id, token) {
      const pin = pins.get(id);
      if (pin === undefined) return false;
      pin.authToken = token;
      return true;
    },
    setApproval(afterLooks) {
      approveAfter = afterLooks;
    },
    clear() {
      pins.clear();
      approveAfter = 1;
    },
  };
}

const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** A pin as it goes over the wire; blank texts in XML are nulls in JSON. */
export function pinElement(pin: Pin, now: number): Element {
  const attrs: Attributes = {
    id: Number(pin.id),
    code: pin.code,
    product: pin.product,
    trusted: false,
    clientIdentifier: pin.clientIdentifier,
    expiresIn: LIFETIME_S - Math.floor((now - pin.createdAt) / 1000),
    createdAt: iso(pin.createdAt),
    expiresAt: iso(pin.createdAt + LIFETIME_S * 1000),
  };
  return {
    ...el('pin', { ...attrs, authToken: pin.authToken ?? '', newRegistration: pin.authToken === null ? '' : 'false' }),
    json: { ...attrs, authToken: pin.authToken, newRegistration: pin.authToken === null ? null : false },
  };
}
