import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/**
 * Switches that suit a function in the cloud, not a test: one process for all, a browser that forgives what ours must
 * not, and a graphics card imitated in software, which costs more than drawing without one.
 */
const UNWANTED =
  /^--(?:single-process|disable-web-security|allow-running-insecure-content|use-gl|use-angle|enable-unsafe-swiftshader|ignore-gpu-blocklist|in-process-gpu)/;

/**
 * The package unpacks the browser into the temporary folder under a fixed name, where the copy of another user of the
 * machine cannot be run; so everybody gets a folder of their own.
 */
export async function unpackedBrowser(): Promise<string> {
  const before = process.env.TMPDIR;
  const own = join(tmpdir(), `spyglass-chromium-${process.getuid?.() ?? 'user'}`);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  process.env.TMPDIR = own;
  try {
    return await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** Starts the Chromium that comes with the packages; works as root and without system packages. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await unpackedBrowser(),
    args: [...chromium.args.filter((argument) => !UNWANTED.test(argument)), '--disable-gpu'],
    headless: true,
  });
}
