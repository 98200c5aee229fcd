import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // No file leaves anything behind in its process, so the next one need not load the whole program again.
    isolate: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,simulator,scripts,test}/**/*.test.ts', 'web/src/**/*.test.{ts,tsx}'],
          exclude: ['**/*.it.test.ts', '**/*.browser.test.ts'],
          // Property tests are plain computing, and the machine may be busy with the other half of the run.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{src,simulator,test}/**/*.it.test.ts'],
          globalSetup: ['./src/db/testing-setup.ts'],
          // Scenarios wait most of the time; nearly all of them may wait together.
          maxConcurrency: 24,
          // Real sockets, processes and clocks on a machine that may be busy: one bad moment is no failure.
          retry: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.browser.test.ts'],
          globalSetup: ['./test/browser/setup.ts'],
          retry: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
