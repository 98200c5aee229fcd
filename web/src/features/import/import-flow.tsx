import { useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ImportDone, ImportFailed } from './import-done.tsx';
import { ImportRunning } from './import-running.tsx';
import { LastImport } from './last-import.tsx';
import { PickSource } from './pick-source.tsx';
import type { Files, Remembered } from './remembered.ts';
import { ReportStep } from './report-step.tsx';
import { UploadStep } from './upload-step.tsx';
import { useImport } from './use-import.ts';

interface Props {
  /** What stands at the end, e.g. the way on. */
  readonly onDone?: () => void;
}

/**
 * Brings a history over from Tautulli: choose, send, look, agree, watch. Where it stands is known by the server and remembered
 * in this browser, so it can be left and come back to at any point.
 */
export function ImportFlow({ onDone }: Props) {
  const handle = useImport();
  const [files, setFiles] = useState<Files | null>(null);
  const { running, result, mine, keep, start } = handle;
  const look = (of: Remembered): void => {
    setFiles(null);
    start.mutate({ of, confirm: null, isDryRun: true });
  };
  const reset = (): void => {
    setFiles(null);
    start.reset();
    keep(null);
  };
  if (handle.error && !handle.isKnown) return <Notice tone="danger">{errorWords(handle.error)}</Notice>;
  if (!handle.isKnown) return <Skeleton className="h-48" />;
  if (running !== null) return <ImportRunning view={running} handle={handle} />;
  if (start.error && mine === null) return <Refused error={start.error} onReset={reset} />;
  if (result !== null && mine !== null && start.error === null) {
    if (result.state !== 'done') {
      return <ImportFailed view={result} onRetry={() => look(mine)} onReset={reset} />;
    }
    if (result.isDryRun) return <ReportStep view={result} of={mine} handle={handle} onReset={reset} />;
    return <ImportDone view={result} onReset={reset} {...(onDone && { onDone })} />;
  }
  if (start.error) return <Refused error={start.error} onReset={reset} />;
  if (files !== null || (mine?.file != null && mine.runId === null)) {
    return <UploadStep files={files} mine={mine} onKeep={keep} onReady={look} onReset={reset} onFiles={setFiles} />;
  }
  return (
    <>
      <LastImport view={handle.latest} />
      <PickSource onFiles={setFiles} onPath={look} isPending={start.isPending} />
    </>
  );
}

const Refused = ({ error, onReset }: { readonly error: unknown; readonly onReset: () => void }) => (
  <Notice tone="danger" action={<Button onPress={onReset}>{t('import.other')}</Button>}>
    {errorWords(error)}
  </Notice>
);
