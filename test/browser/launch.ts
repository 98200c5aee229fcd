import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/**
 * Switches that suit a function in the cloud, not a test: one process for all, a browser that forgives what ours must
 * not, and a graphics card imitated in software, which costs more than drawing without one.
 */
const UNWANTED =
  /^--(?:single-process|disable-web-security|allow-running-insecure-content|use-gl|use-angle|enable-unsafe-swiftshader|ignore-gpu-blocklist|in-process-gpu)/;

/** Starts the Chromium that comes with the packages; works as root and without system packages. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((argument) => !UNWANTED.test(argument)), '--disable-gpu'],
    headless: true,
  });
}
