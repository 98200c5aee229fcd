import { buildWeb } from '../../scripts/build-web.ts';
import { unpackedBrowser } from './launch.ts';

/** Builds the app and unpacks the browser once before all browser tests: two workers must not write one file. */
export async function setup(): Promise<void> {
  await buildWeb();
  await unpackedBrowser();
}
