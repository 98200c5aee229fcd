/** `npm start [-- COMMAND]`: builds the web app when its sources have changed, then runs Spyglass in this process. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { buildsWebFor } from './lib/builds-web-for.ts';

const BUILD = resolve(import.meta.dirname, 'build-web.ts');

/** A process of its own, because a build leaves some hundred megabytes behind that a server would carry along. */
function buildWeb(): boolean {
  // Standard output belongs to the command that follows.
  const { status, signal } = spawnSync(process.execPath, [BUILD], {
    stdio: ['ignore', process.stderr, process.stderr],
  });
  if (status === 0) return true;
  const reason = signal === null ? 'see above' : `ended by ${signal}`;
  console.error(`spyglass: The web app could not be built: ${reason}. "npm ci" installs what building needs`);
  return false;
}

async function start(): Promise<void> {
  if (buildsWebFor(process.argv.slice(2)) && !buildWeb()) {
    process.exitCode = 1;
    return;
  }
  await import('../src/main.ts');
}

start().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
