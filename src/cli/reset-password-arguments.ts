import { Problem } from '#problem';

/** Options that only `reset-password` has, as `parseArgs` wants them. */
export const RESET_OPTIONS = {
  username: { type: 'string' },
  generate: { type: 'boolean' },
  'remove-second-factor': { type: 'boolean' },
} as const;

/** Lines of `--help` about them. */
export const RESET_USAGE: readonly string[] = [
  'spyglass reset-password          asks for the new password, or reads it from standard input',
  '  --username NAME  whose password; the owner, who is created when there is none',
  '  --generate       make a password up and print it',
  '  --remove-second-factor',
  '                   for a lost phone: ask for no code, and forget the passkeys',
];

/** What `spyglass reset-password` was asked to do. */
export interface ResetArguments {
  /** Null: the owner. */
  readonly username: string | null;
  readonly isGenerated: boolean;
  readonly removeFactors: boolean;
}

export interface ResetValues {
  readonly username?: string | undefined;
  readonly generate?: boolean | undefined;
  readonly 'remove-second-factor'?: boolean | undefined;
}

/** @throws Problem `invalid` */
export function readReset(values: ResetValues): ResetArguments {
  const username = values.username?.trim() ?? null;
  if (username === '') throw new Problem('invalid', '--username is empty');
  return {
    username,
    isGenerated: values.generate === true,
    removeFactors: values['remove-second-factor'] === true,
  };
}
