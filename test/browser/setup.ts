import { buildWeb } from '../../scripts/build-web.ts';

/** Builds the app once before all browser tests. */
export async function setup(): Promise<void> {
  await buildWeb();
}
