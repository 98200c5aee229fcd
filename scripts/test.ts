/** `npm test [-- --only unit,lint]`: everything that has to hold before a change is finished. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Clock, systemClock } from '#clock';
import { createRunner, type Runner } from './lib/command.ts';
import { readReport } from './lib/report.ts';
import { type Part, selectParts } from './lib/selection.ts';
import { type StepResult, summary, total } from './lib/summary.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** Programs of the packages, started as scripts so that they run on our Node and not on the machine's. */
const TSC = 'node_modules/typescript/bin/tsc';
const BIOME = 'node_modules/@biomejs/biome/bin/biome';
const VITEST = 'node_modules/vitest/vitest.mjs';

/** Checks that measure no time and may share the machine with each other. */
const CHECKS: readonly { readonly part: Part; readonly name: string; readonly args: readonly string[] }[] = [
  { part: 'typecheck', name: 'typecheck', args: [TSC, '-p', 'tsconfig.json'] },
  { part: 'typecheck', name: 'typecheck web', args: [TSC, '-p', 'web/tsconfig.json'] },
  { part: 'typecheck', name: 'typecheck web tools', args: [TSC, '-p', 'web/tsconfig.dev.json'] },
  { part: 'lint', name: 'lint', args: [BIOME, 'ci', '--colors=off', '.'] },
  { part: 'build', name: 'build web', args: ['scripts/build-web.ts'] },
];

/** Scenarios and kills wait most of their time, so more of them than cores run at once; browsers compute. */
const WAITING_WORKERS = 4;
const BROWSER_WORKERS = 2;

interface Deps {
  readonly clock: Clock;
  readonly runner: Runner;
}

async function runCheck({ clock, runner }: Deps, name: string, args: readonly string[]): Promise<StepResult> {
  const began = clock.monotonic();
  const { isOk, output } = await runner.run(args);
  const step = { name, isOk, output, tookMs: clock.monotonic() - began };
  console.log(`${isOk ? 'ok    ' : 'FAILED'}  ${name} (${(step.tookMs / 1000).toFixed(1)} s)`);
  return step;
}

async function runTests({ clock, runner }: Deps, projects: readonly Part[], workers: number): Promise<StepResult> {
  const name = projects.join(' + ');
  const folder = mkdtempSync(join(tmpdir(), 'spyglass-report-'));
  const file = join(folder, 'report.json');
  const began = clock.monotonic();
  try {
    const chosen = [...projects.map((project) => `--project=${project}`), `--maxWorkers=${workers}`];
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { isOk } = await runner.run([VITEST, 'run', ...chosen, ...reporters], { shown: true });
    const { failures, ...counts } = readReport(JSON.parse(readFileSync(file, 'utf8')), ROOT);
    const isEmpty = counts.passed + counts.failed === 0;
    const output = isEmpty ? 'no test was run' : isOk || counts.failed > 0 ? '' : 'errors outside of tests, see above';
    return { name, isOk: isOk && !isEmpty, counts, failures, output, tookMs: clock.monotonic() - began };
  } catch (error) {
    const output = `vitest ended without a report: ${error instanceof Error ? error.message : String(error)}`;
    return { name, isOk: false, output, tookMs: clock.monotonic() - began };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runParts(deps: Deps, parts: ReadonlySet<Part>): Promise<readonly StepResult[]> {
  const checks = CHECKS.filter(({ part }) => parts.has(part));
  const steps = await Promise.all(checks.map(({ name, args }) => runCheck(deps, name, args)));
  const projects = (['unit', 'integration'] as const).filter((part) => parts.has(part));
  if (projects.length > 0) steps.push(await runTests(deps, projects, WAITING_WORKERS));
  if (!parts.has('browser')) return steps;
  const isBuilt = steps.every(({ name, isOk }) => name !== 'build web' || isOk);
  const output = 'not run: the web app could not be built';
  return [
    ...steps,
    isBuilt ? await runTests(deps, ['browser'], BROWSER_WORKERS) : { name: 'browser', isOk: false, tookMs: 0, output },
  ];
}

async function main(): Promise<void> {
  const parts = selectParts(process.argv.slice(2));
  const clock = systemClock();
  const runner = createRunner(ROOT);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => runner.stop(signal));
  const began = clock.monotonic();
  const steps = await runParts({ clock, runner }, parts);
  console.log(summary(steps, clock.monotonic() - began));
  process.exitCode = total(steps).failed > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
