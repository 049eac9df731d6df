import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], testTimeout: number, globalSetup: string[] = []) => ({
  test: { name, include, testTimeout, globalSetup, hookTimeout: 120_000, pool: 'forks' as const },
});
const withDatabase = ['tests/helpers/database-setup.ts'];

/** One project per kind of test, so that each can be run alone: `npm run vitest -- --project unit`. */
export default defineConfig({
  test: {
    globalSetup: ['tests/helpers/temporary-setup.ts'],
    // Most of the time goes by in other processes (PostgreSQL, Chromium) and in waiting: one file less than there are
    // cores, as Vitest would have it, leaves a machine of two half idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      project('unit', ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'], 10_000),
      project('sandbox', ['tests/sandbox/**/*.test.ts'], 60_000, withDatabase),
      project('integration', ['tests/integration/**/*.test.ts'], 60_000, withDatabase),
      project('contract', ['tests/contract/**/*.test.ts'], 60_000),
      project('property', ['tests/property/**/*.test.ts'], 120_000),
      project('fault', ['tests/fault/**/*.test.ts'], 120_000, withDatabase),
      project('host', ['tests/host/**/*.test.ts'], 60_000),
      project('e2e', ['tests/e2e/**/*.test.ts'], 120_000, withDatabase),
    ],
  },
});
