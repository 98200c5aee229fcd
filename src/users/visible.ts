/**
 * Whose rows an asker may see. It is part of every query that answers about people (rule 8 of the house), so that a forgotten
 * check on a route shows nothing it should not.
 */
import type { ServerId, UserId } from '#contract/ids.ts';

export type Visible =
  /** Everything, or everything of one server (a key that is limited to it). */
  | { readonly kind: 'all'; readonly serverId: ServerId | null }
  /** What belongs to one person. */
  | { readonly kind: 'own'; readonly userId: UserId };

/** The same as conditions on a row, of which null is none. */
export interface Bounds {
  readonly userId: UserId | null;
  readonly serverId: ServerId | null;
}

export const boundsOf = (visible: Visible): Bounds =>
  visible.kind === 'own' ? { userId: visible.userId, serverId: null } : { userId: null, serverId: visible.serverId };

/** Whether nothing is kept from whoever asks. */
export const seesAll = (visible: Visible): boolean => visible.kind === 'all' && visible.serverId === null;

/** Somebody as they are shown: what they are called here is between those who look after it. */
export const shownTo = <P extends { readonly friendlyName: string | null }>(visible: Visible, person: P): P =>
  visible.kind === 'own' ? { ...person, friendlyName: null } : person;

/** For what the program does on its own account. */
export const SEES_ALL: Visible = { kind: 'all', serverId: null };
