import type { LucideIcon } from 'lucide-react';

/** Where a command leads that is not there every time: a title, a person. Remembered with it. */
export type Target =
  | { readonly kind: 'item'; readonly itemId: number }
  | { readonly kind: 'key'; readonly serverId: number; readonly ratingKey: string }
  | { readonly kind: 'person'; readonly personId: number }
  | { readonly kind: 'library'; readonly libraryId: number };

/** A line of the palette. */
export interface Command {
  /** Begins with `found ` when it was looked for by the words: then it fits, whatever its name. */
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly icon: LucideIcon;
  readonly keys?: string;
  readonly target?: Target;
  readonly run: () => void;
}

export interface Group {
  readonly title: string;
  readonly commands: readonly Command[];
}

export const FOUND = 'found ';
