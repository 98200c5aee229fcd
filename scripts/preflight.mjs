// Runs before `start`, `spyglass` and `test`. Plain JavaScript, because it speaks to those whose Node is too old for more.
import { existsSync, readFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const { engines } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
const needed = Number(/\d+/.exec(engines.node)[0]);

if (!existsSync(new URL('node_modules/', root))) {
  console.error('Spyglass: its packages are not installed. Run "npm ci" first.');
  process.exitCode = 1;
} else if (Number.parseInt(process.versions.node, 10) < needed) {
  console.error(
    `Spyglass needs Node ${needed} or newer, and this is ${process.version}. "npm ci" brings the right one into node_modules, ` +
      'and "npm start" and "npm run" use it; if it is missing there, install scripts were switched off: run "npm rebuild node".',
  );
  process.exitCode = 1;
}
