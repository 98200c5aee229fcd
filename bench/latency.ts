/**
 * `npm run bench:latency`: fifty streams; one after another is paused and resumed. Measured is the time from the
 * player's report on the Plex socket until the card in an open browser says so (the row is committed in between).
 */
import type { Page } from 'playwright-core';
import { startSimulator } from '#simulator/simulator.ts';
import { launchBrowser } from '#test/browser/launch.ts';
import { waitFor } from '#test/support/product.ts';
import { freePort, startServer } from '#test/support/server-process.ts';
import { browserCookie } from '#test/support/signed-in.ts';
import { clock, ms, processUse, quantile, row, withDataDir } from './lib.ts';

const STREAMS = 50;
const CHANGES = 300;
const BETWEEN_MS = 120;
const GIVE_UP_MS = 5_000;

interface Activity {
  readonly sessions: readonly { readonly id: number; readonly sessionKey: string }[];
}

/** Runs in the page: notes when a card's text begins or ceases to say that the stream is paused. */
const WATCH = `
  window.seen = {};
  const look = () => {
    for (const card of document.querySelectorAll('[data-stream]')) {
      const says = card.textContent.includes('Paused') ? 'paused' : 'playing';
      const before = window.seen[card.dataset.stream];
      if (before === undefined || before.says !== says) window.seen[card.dataset.stream] = { says, at: Date.now() };
    }
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  look();
`;

/** When the card began to say so, by the clock both share; null when it never did. */
async function shownAt(page: Page, id: number | undefined, says: string): Promise<number | null> {
  const read = `window.seen[${id}]?.says === '${says}' ? window.seen[${id}].at : 0`;
  const end = clock.monotonic() + GIVE_UP_MS;
  while (clock.monotonic() < end) {
    const at = await page.evaluate<number>(read);
    if (at > 0) return at;
    await clock.sleep(20);
  }
  return null;
}

await withDataDir(async (dataDir) => {
  const sim = await startSimulator({ clock });
  const port = await freePort();
  const env = {
    SPYGLASS_DATA_DIR: dataDir,
    SPYGLASS_PLEX_URL: sim.pmsUrl,
    SPYGLASS_PLEX_TOKEN: sim.token,
    SPYGLASS_PLEXTV_URL: sim.plextvUrl,
  };
  const server = await startServer(env, { port });
  await waitFor(clock, 'the socket to open', () => sim.listeners() > 0);
  const people = sim.world.people.filter((person) => person.listed);
  const [player] = sim.world.players;
  if (player === undefined) throw new Error('the world is empty');
  const films = [...sim.world.library.items()].filter((item) => item.kind === 'movie');
  for (let n = 0; n < STREAMS; n += 1) {
    const person = people[n % people.length];
    const film = films[n % films.length];
    if (person === undefined || film === undefined) throw new Error('the world is empty');
    await sim.act({
      action: 'start',
      session: `s${n}`,
      user: person.key,
      player: player.key,
      item: film.key,
      machine: `m${n}`,
      view_offset_ms: 60_000,
    });
  }
  const owner = await server.owner();
  const activity = async (): Promise<Activity> => (await (await owner.fetch('/api/v3/activity')).json()) as Activity;
  await waitFor(clock, 'all streams to be live', async () => (await activity()).sessions.length === STREAMS, 60_000);
  const idOf = new Map((await activity()).sessions.map((session) => [session.sessionKey, session.id]));
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1440, height: 8000 } });
  await page.context().addCookies([browserCookie(server.url, owner)]);
  await page.goto(server.url);
  await waitFor(
    clock,
    'the cards to be there',
    () => page.evaluate<boolean>(`document.querySelectorAll('[data-stream]').length === ${STREAMS}`),
    30_000,
  );
  await page.evaluate(WATCH);
  const times: number[] = [];
  let missed = 0;
  for (let n = 0; n < CHANGES; n += 1) {
    const stream = sim.streams()[n % STREAMS];
    if (stream === undefined) continue;
    const id = idOf.get(String(stream.sessionKey));
    const next = stream.state === 'paused' ? 'playing' : 'paused';
    const begun = clock.now();
    await sim.act({ action: next === 'paused' ? 'pause' : 'resume', session: stream.name });
    const at = await shownAt(page, id, next);
    if (at === null) missed += 1;
    else times.push(at - begun);
    await clock.sleep(BETWEEN_MS);
  }
  row(
    `socket -> committed -> card, ${STREAMS} streams, ${times.length} changes`,
    `median ${ms(quantile(times, 0.5))}, p95 ${ms(quantile(times, 0.95))}, slowest ${ms(Math.max(...times))}`,
  );
  row('changes that never showed', String(missed));
  row('resident memory of the Node process', `${(await processUse(server.pid)).residentMb.toFixed(0)} MB`);
  await browser.close();
  await server.kill('SIGTERM');
  await sim.close();
});
