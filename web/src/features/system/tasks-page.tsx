import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, CircleDashed, CircleX, type LucideIcon, Play } from 'lucide-react';
import type { WorkState } from '#contract/enums.ts';
import type { TaskList, TaskRun, TaskView } from '#contract/tasks.ts';
import { getJson, postForJson } from '../../lib/api.ts';
import { duration, since } from '../../lib/format.ts';
import { type MessageId, t } from '../../lib/i18n.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card, CardPage } from '../../ui/card.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toaster.tsx';

const KEY = ['tasks'] as const;
const BUSY_MS = 1_000;
const CALM_MS = 10_000;
const SOON_MS = 60_000;

const isBusy = ({ isRunning, isWaiting }: TaskView): boolean => isRunning || isWaiting;

/** What is done again and again, when, and how it went. */
export function TasksPage() {
  const { data, error } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => getJson<TaskList>('/tasks', {}, signal),
    refetchInterval: ({ state }) => (state.data?.tasks.some(isBusy) ? BUSY_MS : CALM_MS),
  });
  return (
    <CardPage>
      <Card title={t('tasks.title')} text={t('tasks.text')}>
        {error && <Notice tone="danger">{errorWords(error)}</Notice>}
        {data === undefined && !error && <Skeleton className="h-80" />}
        {data !== undefined && (
          <ul className="divide-y divide-line border-t border-line">
            {data.tasks.map((task) => (
              <TaskLine key={task.name} task={task} />
            ))}
          </ul>
        )}
      </Card>
    </CardPage>
  );
}

const STATES: Readonly<
  Record<WorkState, { readonly tone: Tone; readonly icon: LucideIcon; readonly word: MessageId }>
> = {
  waiting: { tone: 'neutral', icon: CircleDashed, word: 'tasks.waiting' },
  running: { tone: 'brass', icon: Play, word: 'tasks.running' },
  done: { tone: 'ok', icon: CircleCheck, word: 'tasks.done' },
  failed: { tone: 'danger', icon: CircleX, word: 'tasks.failed' },
  cancelled: { tone: 'neutral', icon: CircleX, word: 'tasks.cancelled' },
};

function StateBadge({ state }: { readonly state: WorkState }) {
  const { tone, icon, word } = STATES[state];
  return (
    <Badge tone={tone} icon={icon}>
      {t(word)}
    </Badge>
  );
}

function TaskLine({ task }: { readonly task: TaskView }) {
  const queries = useQueryClient();
  const name = t(`task.${task.name}`);
  const run = useMutation({
    mutationFn: () => postForJson<TaskView>(`/tasks/${task.name}/run`),
    onSuccess: () => toast(t('tasks.asked', { name })),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
  const latest = task.runs[0];
  return (
    <li className="flex flex-col gap-1.5 py-4 last:pb-0" data-task={task.name}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h3 className="text-title-s">{name}</h3>
        {latest && <StateBadge state={latest.state} />}
        <Button
          className="ms-auto"
          aria-label={`${t('tasks.run')}: ${name}`}
          isDisabled={isBusy(task)}
          isPending={run.isPending}
          onPress={() => run.mutate()}
        >
          <Play size={14} strokeWidth={2} aria-hidden="true" />
          {t('tasks.run')}
        </Button>
      </div>
      <Plan task={task} />
      {latest?.state === 'running' && latest.progress !== null && <RunProgress run={latest} name={name} />}
      {latest?.problem && <p className="text-body-s break-words text-danger">{latest.problem}</p>}
      {run.error && <Notice tone="danger">{errorWords(run.error)}</Notice>}
      {task.runs.length > 1 && <Runs runs={task.runs} />}
    </li>
  );
}

/** How often, when last, when next. */
function Plan({ task: { everyMs, nextRunAt, runs } }: { readonly task: TaskView }) {
  const now = useServerNow();
  const latest = runs[0];
  const next = nextRunAt === null ? null : Date.parse(nextRunAt);
  const parts = [
    everyMs === null ? t('tasks.off') : t('tasks.every', { time: duration(everyMs) }),
    latest ? runWords(latest, now) : t('tasks.never'),
    next === null ? null : next - now < SOON_MS ? t('tasks.soon') : t('tasks.next', { when: inTime(next, now) }),
  ];
  return <p className="text-body-s text-text-2">{parts.filter((part) => part !== null).join(t('separator'))}</p>;
}

const inTime = (at: number, now: number): string => t('tasks.in', { time: duration(at - now) });

function runWords({ startedAt, finishedAt, subject }: TaskRun, now: number): string {
  const begun = since(Date.parse(startedAt), now);
  const ms = finishedAt === null ? null : Date.parse(finishedAt) - Date.parse(startedAt);
  const took = ms === null ? null : t('tasks.took', { time: ms < 1_000 ? t('tasks.under') : duration(ms) });
  return [begun, subject, took].filter((part) => part !== null).join(t('separator'));
}

function RunProgress({ run: { progress }, name }: { readonly run: TaskRun; readonly name: string }) {
  if (progress === null || progress.total === 0) return null;
  return (
    <div className="flex flex-col gap-1">
      <progress aria-label={name} max={progress.total} value={progress.done} className="task-progress h-1.5 w-full" />
      <p className="text-caption text-text-2">
        {t('tasks.progress', { done: progress.done, total: progress.total })}
        {progress.at !== null && `${t('separator')}${progress.at}`}
      </p>
    </div>
  );
}

function Runs({ runs }: { readonly runs: readonly TaskRun[] }) {
  const now = useServerNow();
  return (
    <details>
      <summary className="w-fit cursor-pointer rounded-control text-body-s text-text-2 hover:text-text">
        {t('tasks.runs')}
      </summary>
      <ul className="flex flex-col gap-1.5 pt-2">
        {runs.map((run) => (
          <li key={run.id} className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-body-s text-text-2">
            <StateBadge state={run.state} />
            {runWords(run, now)}
            {run.problem !== null && <span className="w-full break-words text-danger">{run.problem}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
