import type { ImportView } from '#contract/imports.ts';
import { fullMoment } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Notice } from '../../ui/notice.tsx';

/** Says what was brought over before, so that nobody does it twice in doubt. */
export function LastImport({ view }: { readonly view: ImportView | null }) {
  if (view === null || view.isDryRun || view.state !== 'done' || view.finishedAt === null) return null;
  return (
    <div className="pb-4">
      <Notice tone="ok">
        {t('import.last', { name: view.origin, when: fullMoment(Date.parse(view.finishedAt)) })}
      </Notice>
    </div>
  );
}
