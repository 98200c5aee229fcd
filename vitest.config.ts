import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,simulator,scripts,test}/**/*.test.ts', 'web/src/**/*.test.{ts,tsx}'],
          exclude: ['**/*.it.test.ts', '**/*.browser.test.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{src,simulator,test}/**/*.it.test.ts'],
          globalSetup: ['./src/db/testing-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
