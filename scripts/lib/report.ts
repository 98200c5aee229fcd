import { z } from 'zod';

/** What a run of tests came to. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Failure {
  readonly title: string;
  readonly message: string;
}

export interface TestReport extends Counts {
  readonly failures: readonly Failure[];
}

const JsonReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.enum(['passed', 'failed', 'skipped', 'pending', 'todo', 'disabled']),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/**
 * Counts the tests in the file vitest's JSON reporter wrote. A file that could not be loaded counts as one failed test.
 * @throws Error when it is not such a report.
 */
export function readReport(json: unknown, root: string): TestReport {
  const files = JsonReport.parse(json).testResults;
  const tests = files.flatMap((file) =>
    file.assertionResults.map((result) => ({ file: within(file.name, root), ...result })),
  );
  const failedTests = tests.filter(({ status }) => status === 'failed');
  const brokenFiles = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const failures = [
    ...brokenFiles.map((file) => ({ title: within(file.name, root), message: file.message })),
    ...failedTests.map(({ file, fullName, failureMessages }) => ({
      title: `${file} > ${fullName}`,
      message: failureMessages?.[0] ?? '',
    })),
  ];
  return { passed, failed: failures.length, skipped: tests.length - passed - failedTests.length, failures };
}

const within = (path: string, root: string): string =>
  path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
