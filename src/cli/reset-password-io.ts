import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** The terminal as the command uses it. */
export interface ResetIo {
  /** Standard output. */
  print(text: string): void;
  /** Whether somebody is there to answer. */
  readonly canAsk: boolean;
  /** What was typed, without showing it; null when the input ended. */
  askHidden(question: string): Promise<string | null>;
  /** Everything on standard input. */
  readAll(): Promise<string>;
}

/** The process's own terminal. */
export const resetTerminal = (): ResetIo => ({
  print: (line) => void process.stdout.write(line),
  canAsk: process.stdin.isTTY === true && process.stderr.isTTY === true,
  askHidden,
  readAll: () => text(process.stdin),
});

function askHidden(question: string): Promise<string | null> {
  process.stderr.write(question);
  // The terminal shows what the line editor writes, which goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  return new Promise((resolve) => {
    const answer = (line: string | null): void => {
      resolve(line);
      lines.close();
      process.stderr.write('\n');
    };
    lines.once('line', answer);
    lines.once('close', () => answer(null));
  });
}
