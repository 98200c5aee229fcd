import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startFakeApi } from './fake-api.ts';
import { SCENARIOS } from './world.ts';

/** `node web/dev/serve.ts [--port 8181] [--scenario demo]`: a pretend Spyglass for working on the app. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '8181' }, scenario: { type: 'string', default: 'demo' } },
  });
  const scenario = SCENARIOS.find((known) => known === values.scenario) ?? 'demo';
  const webRoot = fileURLToPath(new URL('../../dist/web', import.meta.url));
  const { url } = await startFakeApi({ scenario, port: Number(values.port), webRoot });
  console.warn(`Pretend Spyglass (${scenario}) at ${url}`);
}

void main();
