import { expect, test } from 'vitest';
import { createRunner } from '../../scripts/lib/command.ts';

const script = (text: string): string[] => ['--eval', text];

test.each<[string, string, object]>([
  ['success', "console.log('out'); console.error('err')", { isOk: true, output: 'out\nerr\n' }],
  ['failure', "console.log('out'); process.exitCode = 3", { isOk: false, output: 'out\n' }],
  ['a signal', "process.kill(process.pid, 'SIGKILL')", { isOk: false, output: 'ended by SIGKILL' }],
])('a program that ends with %s', async (_name, text, expected) => {
  expect(await createRunner(process.cwd()).run(script(text))).toEqual(expected);
});

test('a program that cannot be started is a failure', async () => {
  expect(await createRunner('/nowhere/at/all').run(script(''))).toMatchObject({ isOk: false });
});

test('a stop ends what runs and lets nothing begin', async () => {
  const runner = createRunner(process.cwd());
  const running = runner.run(script('setTimeout(() => 1, 60_000)'));
  runner.stop('SIGTERM');
  expect(await running).toEqual({ isOk: false, output: 'ended by SIGTERM' });
  expect(await runner.run(script(''))).toEqual({ isOk: false, output: 'not run: interrupted' });
});
