/** The nginx of this machine with the example of the handbook. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '#clock';
import { waitFor } from '#test/support/product.ts';

const HANDBOOK = fileURLToPath(new URL('../../docs/operations.md', import.meta.url));
/** Modules that want a folder of their own although nothing uses them. */
const WITH_FOLDERS = ['fastcgi', 'uwsgi', 'scgi'];

/** What this nginx was built with; null when there is none. */
export function nginxBuild(): string | null {
  try {
    return execFileSync('sh', ['-c', 'nginx -V 2>&1'], { encoding: 'utf8' });
  } catch {
    return null;
  }
}

/** The example as it stands in the handbook, for another port. */
export async function documentedExample(port: number): Promise<string> {
  const [, example] = /```nginx\n(.*?)```/s.exec(await readFile(HANDBOOK, 'utf8')) ?? [];
  if (example === undefined) throw new Error('the handbook has no example for nginx');
  return example.replace('127.0.0.1:8181', `127.0.0.1:${port}`);
}

/** Starts it in the foreground, with everything it writes below `dir`. */
export async function startNginx(build: string, dir: string, port: number, location: string) {
  await mkdir(dir, { recursive: true });
  const folders = WITH_FOLDERS.filter((name) => !build.includes(`--without-http_${name}_module`));
  const config = `
    daemon off;
    worker_processes 1;
    pid ${dir}/nginx.pid;
    error_log stderr warn;
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    events {}
    http {
      access_log off;
      client_body_temp_path ${dir}/body;
      proxy_temp_path ${dir}/proxy;
      ${folders.map((name) => `${name}_temp_path ${dir}/${name};`).join(' ')}
      server {
        listen 127.0.0.1:${port};
        ${location}
      }
    }`;
  const file = join(dir, 'nginx.conf');
  await writeFile(file, config);
  const child: ChildProcess = spawn('nginx', ['-p', dir, '-c', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  const answers = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(`nginx ended with code ${child.exitCode}: ${output}`);
    return fetch(url).then(
      () => true,
      () => false,
    );
  };
  await waitFor(systemClock(), 'nginx to answer', answers);
  return {
    url,
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGQUIT');
      await exited;
    },
  };
}
