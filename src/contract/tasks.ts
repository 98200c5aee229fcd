/** What the program does again and again, and when it did. */
import { z } from 'zod';
import { DurationMs, Instant } from './common.ts';
import { WORK_STATES } from './enums.ts';

/** In the order in which they are shown. */
export const TASK_NAMES = [
  'people',
  'libraries',
  'token',
  'plex-release',
  'outbox',
  'sessions',
  'trash',
  'analyse',
  'runs',
] as const;
export type TaskName = (typeof TASK_NAMES)[number];

export const isTaskName = (name: string): name is TaskName => TASK_NAMES.some((one) => one === name);

export const TaskProgress = z.object({
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  /** What it is at, such as the name of a server or a table. */
  at: z.string().nullable(),
});
export type TaskProgress = z.infer<typeof TaskProgress>;

export const TaskRun = z.object({
  id: z.number().int().positive(),
  state: z.enum(WORK_STATES),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  /** What it was for, when a task is done for one thing at a time: the name of a server. */
  subject: z.string().nullable(),
  progress: TaskProgress.nullable(),
  /** What went wrong, in a sentence. */
  problem: z.string().nullable(),
});
export type TaskRun = z.infer<typeof TaskRun>;

export const TaskView = z.object({
  name: z.enum(TASK_NAMES),
  /** Null while it is switched off. */
  everyMs: DurationMs.nullable(),
  /** The setting that says how often; null: always as often. */
  setting: z.string().nullable(),
  isRunning: z.boolean(),
  /** Asked for, and about to begin. */
  isWaiting: z.boolean(),
  /** Null while it is switched off; in the past: as soon as possible. */
  nextRunAt: Instant.nullable(),
  /** The latest first. */
  runs: z.array(TaskRun).readonly(),
});
export type TaskView = z.infer<typeof TaskView>;

export const TaskList = z.object({ at: Instant, tasks: z.array(TaskView).readonly() });
export type TaskList = z.infer<typeof TaskList>;
