/** Recorded answers of the replaced program over the sample, compared with ours. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { API_KEY, type SampleApi, startSampleApi } from './sample-api.ts';

const FIXTURES = fileURLToPath(new URL('./fixtures/', import.meta.url));

const Report = z.object({
  passed: z.number(),
  failed: z.number(),
  results: z.array(
    z.object({
      id: z.string(),
      ok: z.boolean(),
      diffs: z.array(z.looseObject({ path: z.string() })),
    }),
  ),
});

let api: SampleApi;
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'spyglass-oracle-'));
  await writeFile(join(dir, 'expected.jsonl'), gunzipSync(await readFile(join(FIXTURES, 'expected.jsonl.gz'))));
  api = await startSampleApi();
});

afterAll(async () => {
  await api?.close();
  await rm(dir, { recursive: true, force: true });
});

/** Runs the comparison that was recorded with the answers, as a program of its own. */
async function compare(): Promise<z.infer<typeof Report>> {
  const report = join(dir, 'report.json');
  const args = [
    ...[join(FIXTURES, 'compare.mjs'), '--base-url', api.url, '--apikey', API_KEY],
    ...['--expected', join(dir, 'expected.jsonl'), '--report', report],
  ];
  // It ends with 1 when an answer differs; the report says which.
  await new Promise<void>((resolve) => {
    execFile(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }, () => resolve());
  });
  return Report.parse(JSON.parse(await readFile(report, 'utf8')));
}

test('every recorded answer is given again', async () => {
  const { results, passed } = await compare();
  const failures = results
    .filter(({ ok }) => !ok)
    .map(({ id, diffs }) => ({ id, diffs: diffs.slice(0, 2).map((diff) => JSON.stringify(diff).slice(0, 400)) }));
  expect(failures).toEqual([]);
  expect(passed).toBeGreaterThan(530);
});
