/** What the benchmark of the web app does inside a page. */
import type { Page } from 'playwright-core';
import { clock } from './lib.ts';

/** Runs before the page: notes when something is there for the first time, and how much moved without being asked to. */
export const NOTE = `
  window.firsts = {};
  window.shifts = 0;
  const look = () => {
    for (const [name, selector] of Object.entries({ stream: '[data-stream]', today: '[data-today]', card: '[data-stat-card]' })) {
      if (window.firsts[name] === undefined && document.querySelector(selector)) {
        window.firsts[name] = -1;
        requestAnimationFrame(() => setTimeout(() => { window.firsts[name] = performance.now(); }));
      }
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

const GIVE_UP_MS = 30_000;

/** Waits in the page, which forbids what Playwright's own way of waiting does, until an expression is true. */
export const until = (page: Page, expression: string): Promise<void> =>
  page.evaluate(`new Promise((resolve, reject) => {
    const began = performance.now();
    const look = () => {
      if (${expression}) resolve();
      else if (performance.now() - began > ${GIVE_UP_MS}) reject(new Error('it never came'));
      else setTimeout(look, 5);
    };
    look();
  })`);

/** When something was there for the first time, in milliseconds since the page was asked for. */
export async function firstAt(page: Page, name: 'stream' | 'today' | 'card'): Promise<number> {
  await until(page, `window.firsts.${name} > 0`);
  return page.evaluate<number>(`window.firsts.${name}`);
}

/** How long it takes from a press on a link until what it leads to is painted, in milliseconds. */
export const routeChange = (page: Page, link: string, target: string): Promise<number> =>
  page.evaluate<number>(`new Promise((resolve, reject) => {
    const began = performance.now();
    const done = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
    const observer = new MutationObserver(() => {
      if (!document.querySelector(${JSON.stringify(target)})) return;
      observer.disconnect();
      done();
    });
    observer.observe(document, { subtree: true, childList: true });
    setTimeout(() => reject(new Error('never arrived at ${target.replaceAll("'", '')}')), 10000);
    document.querySelector(${JSON.stringify(link)}).click();
  })`);

/** Scrolls down until the list is as long as so many rows of this height. */
export async function loadRows(page: Page, rows: number, rowPx: number): Promise<void> {
  const height = (): Promise<number> => page.evaluate<number>('document.documentElement.scrollHeight');
  const until = clock.monotonic() + 180_000;
  while ((await height()) < rows * rowPx) {
    if (clock.monotonic() > until) throw new Error(`only ${Math.round((await height()) / rowPx)} rows were loaded`);
    await page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)');
    await clock.sleep(30);
  }
}

/** The lengths of frames, in milliseconds, while the page is scrolled up by so many pixels in each. */
export const scrolled = (page: Page, frames: number, px: number): Promise<number[]> =>
  page.evaluate<number[]>(`new Promise((resolve) => {
    const lengths = [];
    let last = performance.now();
    const step = (now) => {
      lengths.push(now - last);
      last = now;
      if (lengths.length > ${frames}) resolve(lengths.slice(1));
      else { window.scrollBy(0, -${px}); requestAnimationFrame(step); }
    };
    requestAnimationFrame(step);
  })`);
