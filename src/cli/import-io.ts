import { createInterface } from 'node:readline';

/** The terminal as the import command uses it: reports on one side, progress and questions on the other. */
export interface ImportIo {
  /** Standard output. */
  print(text: string): void;
  /** Standard error. */
  say(text: string): void;
  /** Whether a line on standard error can be drawn again. */
  readonly canRedraw: boolean;
  /** Whether somebody is there to answer. */
  readonly canAsk: boolean;
  /** Characters in a line. */
  columns(): number;
  /** What was answered; null when the input ended or `signal` was aborted. */
  ask(question: string, signal: AbortSignal): Promise<string | null>;
}

const USUAL_COLUMNS = 80;

/** The process's own terminal. */
export const terminal = (): ImportIo => ({
  print: (text) => void process.stdout.write(text),
  say: (text) => void process.stderr.write(text),
  canRedraw: process.stderr.isTTY === true,
  canAsk: process.stdin.isTTY === true && process.stderr.isTTY === true,
  // A terminal that does not know its size says 0.
  columns: () => process.stderr.columns || USUAL_COLUMNS,
  ask,
});

function ask(question: string, signal: AbortSignal): Promise<string | null> {
  // Without line editing, Ctrl+C stays the signal that everything else understands.
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  return new Promise((resolve) => {
    const answer = (text: string | null): void => {
      signal.removeEventListener('abort', giveUp);
      resolve(text);
      lines.close();
    };
    const giveUp = (): void => answer(null);
    if (signal.aborted) {
      giveUp();
      return;
    }
    signal.addEventListener('abort', giveUp);
    lines.once('line', answer);
    lines.once('close', giveUp);
    process.stderr.write(question);
  });
}
