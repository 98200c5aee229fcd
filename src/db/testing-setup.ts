import type { TestProject } from 'vitest/node';
import { startTestCluster, type TestCluster } from './testing.ts';

let cluster: TestCluster | undefined;

/** Vitest's global set-up of the tests that need PostgreSQL: one server for the whole run. */
export async function setup(project: TestProject): Promise<void> {
  cluster = await startTestCluster();
  project.provide('database', cluster.connection);
}

export async function teardown(): Promise<void> {
  await cluster?.stop();
  cluster = undefined;
}
