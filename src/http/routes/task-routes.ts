import { z } from 'zod';
import { TASK_NAMES, TaskList, TaskView } from '#contract/tasks.ts';
import { json, type Route } from '../route.ts';

/** What the program does again and again. */
export const taskRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/tasks',
    need: 'admin',
    id: 'listTasks',
    tags: ['system'],
    summary: 'Every task with its latest runs and when it runs next',
    response: TaskList,
    run: ({ deps }) => deps.tasks.list(),
  }),
  json({
    method: 'POST',
    path: '/api/v3/tasks/:name/run',
    need: 'admin',
    id: 'runTask',
    tags: ['system'],
    summary: 'Run a task now, in whichever process does so; answered before it begins',
    errors: [409, 415],
    params: z.object({ name: z.enum(TASK_NAMES) }),
    response: TaskView,
    status: 202,
    run: ({ deps, by, params: { name } }) => deps.tasks.run(by, name),
  }),
];
