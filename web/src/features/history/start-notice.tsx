import { ArrowUpToLine } from 'lucide-react';
import { shortDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';

/** Says that the list begins in the past, and leads back. */
export const StartNotice = ({ start, onNewest }: { readonly start: string; readonly onNewest: () => void }) => (
  <p className="flex flex-wrap items-center gap-2 rounded-control bg-accent-fill/40 px-3 py-1 text-body-s">
    <span className="flex-1">{t('jump.from', { day: shortDay(new Date(`${start}T12:00:00`).getTime()) })}</span>
    <Button look="quiet" onPress={onNewest}>
      <ArrowUpToLine size={16} strokeWidth={1.75} aria-hidden="true" />
      {t('jump.newest')}
    </Button>
  </p>
);
