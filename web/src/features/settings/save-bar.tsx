import { useBlocker } from '@tanstack/react-router';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import type { DraftOf } from './use-draft.ts';

/** Appears as soon as something is not saved, and asks before it is lost. */
export function SaveBar({ form }: { readonly form: DraftOf }) {
  const isDirty = form.count > 0;
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  return (
    <>
      {isDirty && (
        <div className="animate-rise sticky bottom-[calc(var(--bottom-bar)+0.5rem)] z-10 flex flex-col gap-3 rounded-card bg-overlay p-3 shadow-overlay sm:bottom-4">
          {form.error && <Notice tone="danger">{errorWords(form.error)}</Notice>}
          <div className="flex flex-wrap items-center gap-2">
            <p role="status" className="me-auto ps-1 text-body">
              {t('settings.unsaved', { n: form.count })}
            </p>
            <Button look="quiet" isDisabled={form.isSaving} onPress={form.discard}>
              {t('settings.discard')}
            </Button>
            <Button type="submit" look="primary" isPending={form.isSaving}>
              {t('settings.save')}
            </Button>
          </div>
        </div>
      )}
      {status === 'blocked' && (
        <ConfirmDialog
          title={t('settings.leaveTitle')}
          text={t('settings.leaveText')}
          action={t('settings.leave')}
          onConfirm={async () => proceed()}
          onClose={reset}
        />
      )}
    </>
  );
}
