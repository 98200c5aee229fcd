import { readableCode } from '#auth/recovery-codes.ts';
import { accountToReset, resetPassword } from '#auth/reset-password.ts';
import { openBeside } from '#db/open-beside.ts';
import { createLog } from '#log';
import { Problem } from '#problem';
import type { CommandContext } from './context.ts';
import type { ResetArguments } from './reset-password-arguments.ts';
import { type ResetIo, resetTerminal } from './reset-password-io.ts';

/** `spyglass reset-password`: a new password for an account, beside a running server or without one. */
export async function resetPasswordCommand(
  { config, clock }: CommandContext,
  { username, isGenerated, removeFactors }: ResetArguments,
  json: boolean,
  io: ResetIo = resetTerminal(),
): Promise<number> {
  // What it answers is all there is on standard output, for programs that read it.
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, process.stderr);
  const database = await openBeside({ config, clock, log });
  try {
    const account = await accountToReset(database.db, username);
    const password = isGenerated ? readableCode(4, 5) : await chosenPassword(account.username, io);
    const sessionsEnded = await resetPassword({ db: database.db, clock }, account, { password, removeFactors });
    const done = {
      username: account.username,
      isCreated: account.id === null,
      sessionsEnded,
      ...(isGenerated ? { password } : {}),
    };
    io.print(json ? `${JSON.stringify({ result: 'ok', ...done })}\n` : sentences(done));
    return 0;
  } finally {
    await database.close();
  }
}

interface Done {
  readonly username: string;
  readonly isCreated: boolean;
  readonly sessionsEnded: number;
  /** Only one that was made up. */
  readonly password?: string;
}

function sentences({ username, isCreated, sessionsEnded, password }: Done): string {
  const what = isCreated ? `The owner ${username} was created.` : `${username} has a new password.`;
  const ended = sessionsEnded === 0 ? [] : [`Browsers that were signed out: ${sessionsEnded}`];
  const told = password === undefined ? [] : [`The password is: ${password}`];
  return [what, ...ended, ...told, ''].join('\n');
}

/** The last line break belongs to the input, not to the password. */
async function chosenPassword(username: string, io: ResetIo): Promise<string> {
  if (!io.canAsk) {
    const piped = (await io.readAll()).replace(/\r?\n$/, '');
    if (piped === '')
      throw new Problem('invalid', 'There is no password on standard input', { hint: 'Pipe it in, or use --generate' });
    return piped;
  }
  const first = await io.askHidden(`New password for ${username}: `);
  const second = first === null ? null : await io.askHidden('Once more: ');
  if (first === null || second === null) throw new Problem('invalid', 'No password was given; nothing was changed');
  if (first !== second) throw new Problem('invalid', 'The two passwords are not the same; nothing was changed');
  return first;
}
