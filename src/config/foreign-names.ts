import type { SettingValue } from './definition.ts';
import type { SettingName } from './settings.ts';

/** What a name of another program means here. */
export type ForeignMeaning =
  /** `read` answers undefined for what cannot be a value of it; limits are not looked at. */
  | {
      readonly setting: SettingName;
      readonly read: (raw: string | readonly string[]) => SettingValue | undefined;
    }
  /** Known, and without effect here; the reason is the end of a sentence about it. */
  | { readonly setting: null; readonly reason: string };

/** Setting names of a program we replace, so that its files can be used. Whoever knows that program knows them. */
export interface ForeignNames {
  /** All of them, for suggestions. */
  readonly names: readonly string[];
  /** Undefined for what that program does not know either. */
  find(name: string): ForeignMeaning | undefined;
}
