import { since } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QuietPicture } from '../../ui/pictures.tsx';

/** Above this share a viewing counts as finished in the sentence. */
const FINISHED_PERCENT = 90;

/** Nobody watches: since when, and what was last. Without any play yet: what will happen here. */
export function Quiet() {
  const last = useLive((state) => state.lastPlay);
  const now = useServerNow();
  if (!last) return <EmptyState picture={<QuietPicture />} title={t('first.title')} text={t('first.text')} />;
  const key = last.percentComplete >= FINISHED_PERCENT ? 'quiet.finished' : 'quiet.stopped';
  return (
    <section className="flex items-center gap-4 py-6 sm:gap-6 sm:py-10" data-quiet>
      <QuietPicture />
      <div className="flex flex-col gap-1">
        <h2 className="text-title">{t('quiet.title')}</h2>
        <p className="text-body-l text-text-2">
          {t('quiet.since', { when: since(Date.parse(last.stoppedAt), now) })}
          {t('separator')}
          {t(key, { name: last.userName, title: last.title })}
        </p>
      </div>
    </section>
  );
}
