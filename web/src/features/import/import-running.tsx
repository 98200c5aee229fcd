import { CircleCheck, CircleDashed, LoaderCircle } from 'lucide-react';
import type { ImportView } from '#contract/imports.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { ProgressLine } from './progress-line.tsx';
import { STAGES, stageIndex } from './stages.ts';
import type { ImportHandle } from './use-import.ts';

/** An import or a dry run at work: its stages, and how far the present one is. */
export function ImportRunning({ view, handle }: { readonly view: ImportView; readonly handle: ImportHandle }) {
  const { cancel } = handle;
  const { progress, isDryRun, isCancelling } = view;
  const at = progress === null ? -1 : stageIndex(progress.stage);
  return (
    <div className="flex flex-col gap-4">
      <p className="text-title-s break-words" role="status">
        {t(isDryRun ? 'import.looking' : 'import.running', { name: view.origin })}
      </p>
      <ol className="flex flex-col gap-2.5">
        {STAGES.map((stage, index) => (
          <li key={stage} className="flex flex-col gap-2">
            <span
              className={cx('flex items-center gap-2.5 text-body', index === at ? 'font-semibold' : 'text-text-2')}
              aria-current={index === at ? 'step' : undefined}
            >
              <StageMark isDone={index < at} isNow={index === at} />
              {t(`stage.${stage}`)}
            </span>
            {index === at && progress !== null && (
              <div className="ps-7">
                <ProgressLine
                  key={stage}
                  done={progress.rowsDone}
                  total={progress.rowsTotal}
                  unit={stage === 'copy' ? 'bytes' : 'rows'}
                  label={t(`stage.${stage}`)}
                />
              </div>
            )}
          </li>
        ))}
      </ol>
      <p className="text-body-s text-text-2">{t(isDryRun ? 'import.lookingHelp' : 'import.runningHelp')}</p>
      {cancel.error && <Notice tone="danger">{errorWords(cancel.error)}</Notice>}
      <Button
        className="w-fit"
        isDisabled={isCancelling}
        isPending={cancel.isPending}
        onPress={() => cancel.mutate(view.id)}
      >
        {t(isCancelling ? 'import.cancelling' : 'import.cancel')}
      </Button>
    </div>
  );
}

function StageMark({ isDone, isNow }: { readonly isDone: boolean; readonly isNow: boolean }) {
  const [Icon, colour] = isDone
    ? [CircleCheck, 'text-ok']
    : isNow
      ? [LoaderCircle, 'text-brass motion-safe:animate-spin']
      : [CircleDashed, 'text-text-3'];
  return <Icon size={18} strokeWidth={1.75} aria-hidden="true" className={cx('shrink-0', colour)} />;
}
