/**
 * How the web app feels: `node bench/web.ts [--runs 7] DATA_FOLDER`. The folder is that of a Spyglass that is not
 * running, e.g. one that a database of 1,000,000 plays was imported into; without one an empty folder is used. Eight
 * streams of a simulated Plex play meanwhile. The figures belong to databases that `gen_tautulli_db.py` made, with the
 * clock at its NOW. Everything is on one machine: what a network adds is not in the figures.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { launchBrowser } from '#test/browser/launch.ts';
import { waitFor } from '#test/support/product.ts';
import { freePort, type ServerProcess, startServer } from '#test/support/server-process.ts';
import { browserCookie, type SignedIn } from '#test/support/signed-in.ts';
import { clock, ms, quantile, row, withDataDir } from './lib.ts';
import { firstAt, loadRows, NOTE, routeChange, scrolled, until } from './web-page.ts';

const STREAMS = 8;
const SLOWER = 4;
const ROWS = 5000;
const ROW_PX = 48;
const CHANGES = 40;
const NOW = '1773196200';
const WEB = resolve(import.meta.dirname, '../dist/web');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '7' } },
});
const runs = Number(values.runs);

/** The scripts that Now loads at once, in KB of gzip. */
function shellKb(): number {
  const all = readdirSync(join(WEB, 'assets')).filter((file) => file.endsWith('.js'));
  const entry = /src="\.\/assets\/(index-[\w-]+\.js)"/.exec(readFileSync(join(WEB, 'index.html'), 'utf8'))?.[1] ?? '';
  const found = new Set<string>();
  const follow = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const source = readFileSync(join(WEB, 'assets', file), 'utf8');
    for (const [, name = ''] of source.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) follow(name);
  };
  follow(entry);
  for (const name of ['now-page', 'en']) follow(all.find((file) => file.startsWith(`${name}-`)) ?? '');
  return [...found].reduce((sum, file) => sum + gzipSync(readFileSync(join(WEB, 'assets', file))).length, 0) / 1024;
}

interface Setting {
  readonly browser: Browser;
  readonly server: ServerProcess;
  readonly owner: SignedIn;
}

async function tab({ browser, server, owner }: Setting, slower: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
  await context.addCookies([browserCookie(server.url, owner)]);
  await context.addInitScript(NOTE);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  return page;
}

const spread = (times: readonly number[]): string =>
  `median ${ms(quantile(times, 0.5))}, slowest of ${times.length} ${ms(Math.max(...times))}`;

/** Opens Now in a browser that knows nothing of it. */
async function firstLoads(setting: Setting, slower: number): Promise<void> {
  const [streams, cards, shifts]: [number[], number[], number[]] = [[], [], []];
  for (let n = 0; n < runs; n += 1) {
    const page = await tab(setting, slower);
    await page.goto(setting.server.url);
    streams.push(await firstAt(page, 'stream'));
    cards.push(await firstAt(page, 'card'));
    await clock.sleep(1000);
    shifts.push(await page.evaluate<number>('window.shifts'));
    await page.context().close();
  }
  const how = slower === 1 ? 'this machine' : `CPU ${slower} times slower`;
  row(`Now usable (first stream painted), nothing cached, ${how}`, spread(streams));
  row(`Now complete (cards of statistics painted), ${how}`, spread(cards));
  row(`layout shift while Now loads, ${how}`, `at most ${Math.max(...shifts).toFixed(4)}`);
}

async function routes(setting: Setting, slower: number): Promise<void> {
  const page = await tab(setting, slower);
  await page.goto(setting.server.url);
  await firstAt(page, 'card');
  const there = ['a[href$="/history"]', '[data-play]'] as const;
  const back = ['nav a[href$="/"]', '[data-stream]'] as const;
  await routeChange(page, ...there);
  await routeChange(page, ...back);
  const times: number[] = [];
  for (let n = 0; n < runs * 2; n += 1) {
    times.push(await routeChange(page, ...there));
    await clock.sleep(200);
    times.push(await routeChange(page, ...back));
    await clock.sleep(200);
  }
  await page.context().close();
  row(`change between Now and History, data at hand, CPU ${slower} times slower`, spread(times));
}

async function scrolling(setting: Setting): Promise<void> {
  const page = await tab(setting, 1);
  await page.goto(`${setting.server.url}/history?view=plays`);
  await page.locator('[data-play]').first().waitFor();
  await loadRows(page, ROWS, ROW_PX);
  const frames = await scrolled(page, 300, 160);
  const total = frames.reduce((sum, length) => sum + length, 0);
  const slow = frames.filter((length) => length > 25).length;
  row(
    `scrolling ${ROWS} loaded rows of the history, drawn in software`,
    `${((frames.length / total) * 1000).toFixed(0)} frames a second, ${slow} of ${frames.length} longer than 25 ms, longest ${ms(Math.max(...frames))}`,
  );
  row(`layout shift while ${ROWS} rows are loaded`, (await page.evaluate<number>('window.shifts')).toFixed(4));
  await page.context().close();
}

/** How many cards say a word, as an expression for the page. */
const saying = (word: string): string =>
  `[...document.querySelectorAll('[data-stream]')].filter((card) => card.textContent.includes('${word}')).length`;

async function liveUpdates(setting: Setting, sim: Simulator): Promise<void> {
  const page = await tab(setting, SLOWER);
  await page.goto(setting.server.url);
  await firstAt(page, 'stream');
  const times: number[] = [];
  for (let n = 0; n < CHANGES; n += 1) {
    const stream = sim.streams()[n % STREAMS];
    if (stream === undefined) continue;
    const word = stream.state === 'paused' ? 'Playing' : 'Paused';
    const before = await page.evaluate<number>(saying(word));
    const began = clock.monotonic();
    await sim.act({ action: word === 'Paused' ? 'pause' : 'resume', session: stream.name });
    await until(page, `${saying(word)} > ${before}`);
    times.push(clock.monotonic() - began);
    await clock.sleep(150);
  }
  row(`report of a player → card, CPU ${SLOWER} times slower`, spread(times));
  await page.context().close();
}

async function playSome(sim: Simulator): Promise<void> {
  const people = sim.world.people.filter((person) => person.listed);
  const films = [...sim.world.library.items()].filter((item) => item.kind === 'movie');
  for (let n = 0; n < STREAMS; n += 1) {
    const [person, film, player] = [people[n % people.length], films[n % films.length], sim.world.players[n % 3]];
    if (!person || !film || !player) throw new Error('the world is empty');
    const where = { user: person.key, player: player.key, item: film.key, machine: `m${n}`, view_offset_ms: 60_000 };
    await sim.act({ action: 'start', session: `s${n}`, ...where });
  }
}

async function measure(dataDir: string): Promise<void> {
  const sim = await startSimulator({ clock });
  const env = {
    SPYGLASS_DATA_DIR: dataDir,
    SPYGLASS_AUTO_MIGRATE: '1',
    SPYGLASS_PLEX_URL: sim.pmsUrl,
    SPYGLASS_PLEX_TOKEN: sim.token,
    SPYGLASS_PLEXTV_URL: sim.plextvUrl,
    ...(positionals.length > 0 && { SPYGLASS_NOW: NOW }),
  };
  const server = await startServer(env, { port: await freePort(), limitMs: 300_000 });
  await waitFor(clock, 'the socket to open', () => sim.listeners() > 0, 60_000);
  await playSome(sim);
  const browser = await launchBrowser();
  try {
    const setting = { browser, server, owner: await server.owner() };
    const { plays } = (await (await setting.owner.fetch('/api/v3/history/totals')).json()) as { plays: number };
    const asked = clock.monotonic();
    const home = await setting.owner.fetch('/api/v3/statistics/home?days=30&limit=10&metric=plays');
    row(`the cards of Now for the first time, answer ${home.status}`, ms(clock.monotonic() - asked));
    row('plays in the database', plays.toLocaleString('en'));
    row('scripts of the app shell and Now', `${shellKb().toFixed(1)} KB gzip`);
    await firstLoads(setting, SLOWER);
    await firstLoads(setting, 1);
    await routes(setting, SLOWER);
    await routes(setting, 1);
    await liveUpdates(setting, sim);
    await scrolling(setting);
  } finally {
    await browser.close();
    await server.kill('SIGTERM');
    await sim.close();
  }
}

const [folder] = positionals;
await (folder === undefined ? withDataDir(measure) : measure(resolve(folder)));
