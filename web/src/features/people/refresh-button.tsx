import { useMutation } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import type { TaskList, TaskView } from '#contract/tasks.ts';
import { ApiError, getJson, postForJson } from '../../lib/api.ts';
import { clock } from '../../lib/clock.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { errorWords } from '../../ui/notice.tsx';
import { toast } from '../../ui/toaster.tsx';
import { usePeopleChanged } from './use-person.ts';

const ASK_MS = 1000;
/** After this long it goes on without being watched. */
const MOST_ASKS = 60;

async function peopleTask(): Promise<TaskView | undefined> {
  const { tasks } = await getJson<TaskList>('/tasks');
  return tasks.find(({ name }) => name === 'people');
}

/** Reads people anew from Plex. Answers what went wrong; null when it went well or still goes on. */
async function refresh(): Promise<string | null> {
  await postForJson<TaskView>('/tasks/people/run').catch((error: unknown) => {
    // It runs already: then its end is waited for.
    if (!(error instanceof ApiError && error.code === 'conflict')) throw error;
  });
  for (let asks = 0; asks < MOST_ASKS; asks += 1) {
    await clock.sleep(ASK_MS);
    const task = await peopleTask();
    if (task !== undefined && !task.isRunning && !task.isWaiting) return task.runs[0]?.problem ?? null;
  }
  return null;
}

/** Asks Plex who there is. */
export function RefreshButton() {
  const changed = usePeopleChanged();
  const run = useMutation({
    mutationFn: refresh,
    onSuccess: (problem) => toast(problem ?? t('people.refreshed')),
    onError: (error) => toast(errorWords(error)),
    onSettled: changed,
  });
  return (
    <Button isPending={run.isPending} onPress={() => run.mutate()} aria-label={t('people.refreshLabel')}>
      <RefreshCw
        size={16}
        strokeWidth={1.75}
        aria-hidden="true"
        className={run.isPending ? 'motion-safe:animate-spin' : ''}
      />
      <span className="hidden sm:inline">{t('people.refresh')}</span>
    </Button>
  );
}
