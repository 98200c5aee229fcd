import { describe, expect, test } from 'vitest';
import { readReport } from './report.ts';
import { PARTS, selectParts } from './selection.ts';
import { closingLine, type StepResult, summary, total } from './summary.ts';

describe('what is run', () => {
  test.each<[string, string[], string[]]>([
    ['everything', [], [...PARTS]],
    ['one part', ['--only', 'unit'], ['unit']],
    ['a list', ['--only', 'unit,lint'], ['unit', 'lint']],
    ['several times', ['--only=lint', '--only', 'browser'], ['lint', 'browser']],
  ])('%s', (_name, args, expected) => {
    expect([...selectParts(args)]).toEqual(expected);
  });

  test.each([[['--only', 'units']], [['--only', '']], [['--fast']], [['unit']]])('refuses %j', (args) => {
    expect(() => selectParts(args)).toThrow();
  });
});

const file = (name: string, ...statuses: string[]) => ({
  name: `/repo/${name}`,
  status: statuses.includes('failed') ? 'failed' : 'passed',
  message: '',
  assertionResults: statuses.map((status, index) => ({
    fullName: `test ${index}`,
    status,
    failureMessages: status === 'failed' ? ['expected 1 to be 2'] : [],
  })),
});

describe('what vitest reported', () => {
  test('tests are counted over all files', () => {
    const json = {
      testResults: [file('a.test.ts', 'passed', 'failed', 'skipped'), file('b.test.ts', 'passed', 'todo')],
    };
    expect(readReport(json, '/repo')).toEqual({
      passed: 2,
      failed: 1,
      skipped: 2,
      failures: [{ title: 'a.test.ts > test 1', message: 'expected 1 to be 2' }],
    });
  });

  test('a file that could not be loaded is a failure', () => {
    const json = { testResults: [{ ...file('a.test.ts'), status: 'failed', message: 'no such module' }] };
    expect(readReport(json, '/repo')).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: [{ title: 'a.test.ts', message: 'no such module' }],
    });
  });

  test('anything else is refused', () => {
    expect(() => readReport({}, '/repo')).toThrow();
  });
});

const step = (name: string, over: Partial<StepResult> = {}): StepResult => ({
  name,
  isOk: true,
  tookMs: 1500,
  ...over,
});

describe('what is said', () => {
  test.each<[string, StepResult[], string]>([
    [
      'all is well',
      [step('lint'), step('unit', { counts: { passed: 7, failed: 0, skipped: 0 } })],
      '7 passed, 0 failed',
    ],
    [
      'several runs are added up',
      [
        step('unit', { counts: { passed: 7, failed: 0, skipped: 1 } }),
        step('browser', { isOk: false, counts: { passed: 2, failed: 3, skipped: 0 } }),
      ],
      '9 passed, 3 failed, 1 skipped',
    ],
    ['a failed check counts', [step('lint', { isOk: false })], '0 passed, 1 failed'],
    [
      'a run that failed outside of its tests counts',
      [step('unit', { isOk: false, counts: { passed: 7, failed: 0, skipped: 0 } })],
      '7 passed, 1 failed',
    ],
  ])('%s', (_name, steps, line) => {
    expect(closingLine(total(steps))).toBe(line);
    expect(summary(steps, 3000).split('\n').at(-1)).toBe(line);
  });

  test('failures come after the times, right before the last line', () => {
    const text = summary(
      [
        step('lint', { isOk: false, output: 'a.ts:1 is wrong\n' }),
        step('unit', {
          isOk: false,
          counts: { passed: 0, failed: 1, skipped: 0 },
          failures: [
            {
              title: 'a.test.ts > adds',
              message: 'expected 1 to be 2\n  at a.test.ts:3\n  at file:///repo/node_modules/x.js:1',
            },
          ],
        }),
      ],
      3000,
    );
    expect(text).toMatchInlineSnapshot(`
      "
        FAILED  lint                      1.5 s
        FAILED  unit                      1.5 s  0 passed, 1 failed
                all together              3.0 s

      --- lint failed
      a.ts:1 is wrong

      --- unit failed
      a.test.ts > adds
          expected 1 to be 2
            at a.test.ts:3

      0 passed, 2 failed"
    `);
  });
});
