import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { systemClock } from '#clock';
import { waitFor } from './product.ts';
import { type SignedIn, signIn } from './signed-in.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
/** As `npm start` and the image run it. */
const NODE_FLAGS = ['--max-semi-space-size=8'];
const clock = systemClock();

/** The whole product as its own process. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
  output(): string;
  /** Its owner, who is made when it has none. */
  owner(): Promise<SignedIn>;
}

/**
 * Starts `spyglass serve` with exactly this environment and waits until it is ready.
 * The process ends with the test run even if the test forgets it.
 */
export async function startServer(
  env: Readonly<Record<string, string>>,
  options: { readonly port: number; readonly limitMs?: number },
): Promise<ServerProcess> {
  const url = `http://127.0.0.1:${options.port}`;
  const child: ChildProcess = spawn(process.execPath, [...NODE_FLAGS, MAIN, 'serve'], {
    env: {
      PATH: process.env.PATH ?? '',
      SPYGLASS_HOST: '127.0.0.1',
      SPYGLASS_PORT: String(options.port),
      SPYGLASS_LOG_LEVEL: 'info',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let owner: SignedIn | undefined;
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-200_000)));
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const exited = once(child, 'exit').then(() => process.off('exit', killWithUs));
  const isReady = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}:\n${output}`);
    return fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
  };
  await waitFor(clock, 'the server to be ready', isReady, options.limitMs ?? 30_000).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`${String(error)}\n${output}`);
  });
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    async owner() {
      owner ??= await signIn(url);
      return owner;
    },
    async kill(signal) {
      child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
