import { CircleCheck } from 'lucide-react';
import type { ImportView } from '#contract/imports.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Report } from './report.tsx';

interface DoneProps {
  readonly view: ImportView;
  readonly onReset: () => void;
  readonly onDone?: () => void;
}

/** The history is here, with the account of every row. */
export function ImportDone({ view, onReset, onDone }: DoneProps) {
  const isUnchanged = view.report?.outcome === 'unchanged';
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="flex items-center gap-2.5 text-title-s">
        <CircleCheck size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-ok" />
        {t(isUnchanged ? 'import.unchanged' : 'import.done')}
      </p>
      {view.report !== null && !isUnchanged && <Report report={view.report} />}
      <div className="flex flex-wrap gap-2">
        {onDone && (
          <Button look="primary" className="h-11 flex-1 sm:flex-none sm:px-6" onPress={onDone}>
            {t('continue')}
          </Button>
        )}
        <Button className="h-11" onPress={onReset}>
          {t('import.another')}
        </Button>
      </div>
    </div>
  );
}

interface FailedProps {
  readonly view: ImportView;
  readonly onRetry: () => void;
  readonly onReset: () => void;
}

/** It did not come to an end; nothing was changed. */
export function ImportFailed({ view, onRetry, onReset }: FailedProps) {
  const isCancelled = view.state === 'cancelled';
  return (
    <div className="flex flex-col gap-4">
      <Notice tone={isCancelled ? 'info' : 'danger'}>
        {isCancelled ? t('import.cancelled') : t('import.failed', { problem: view.problem ?? '' })}
      </Notice>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onPress={onRetry}>
          {t('error.retry')}
        </Button>
        <Button onPress={onReset}>{t('import.other')}</Button>
      </div>
    </div>
  );
}
