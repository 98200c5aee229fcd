import { spawn } from 'node:child_process';

export interface Finished {
  readonly isOk: boolean;
  /** Standard output and errors; empty when they were shown. */
  readonly output: string;
}

/** Starts programs and ends those still running when the caller is told to stop. */
export interface Runner {
  /** Runs a script on the Node this program runs on. `shown`: its output goes straight to the terminal. */
  run(args: readonly string[], options?: { readonly shown?: boolean }): Promise<Finished>;
  /** Passes a signal on to everything that runs; nothing is started afterwards. */
  stop(signal: NodeJS.Signals): void;
}

export function createRunner(root: string): Runner {
  const running = new Set<ReturnType<typeof spawn>>();
  let isStopped = false;
  return {
    run: (args, { shown = false } = {}) =>
      new Promise((resolve) => {
        if (isStopped) {
          resolve({ isOk: false, output: 'not run: interrupted' });
          return;
        }
        const child = spawn(process.execPath, args, {
          cwd: root,
          stdio: shown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
        });
        running.add(child);
        const chunks: Buffer[] = [];
        for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
        const end = (isOk: boolean, problem = ''): void => {
          running.delete(child);
          resolve({ isOk, output: Buffer.concat(chunks).toString('utf8') + problem });
        };
        child.once('error', (error) => end(false, error.message));
        child.once('close', (code, signal) => end(code === 0, signal === null ? '' : `ended by ${signal}`));
      }),
    stop(signal) {
      isStopped = true;
      for (const child of running) child.kill(signal);
    },
  };
}
