import type { LucideIcon } from 'lucide-react';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError } from '../lib/api.ts';
import { t } from '../lib/i18n.ts';
import { cx } from './cx.ts';

interface Props {
  readonly tone: 'ok' | 'info' | 'warn' | 'danger';
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

const LOOK: Record<Props['tone'], { icon: LucideIcon; classes: string }> = {
  ok: { icon: CircleCheck, classes: 'border-ok/30 bg-ok-fill/40 text-ok' },
  info: { icon: Info, classes: 'border-info/30 bg-info-fill/40 text-info' },
  warn: { icon: TriangleAlert, classes: 'border-warn/30 bg-warn-fill/40 text-warn' },
  danger: { icon: CircleAlert, classes: 'border-danger/30 bg-danger-fill/40 text-danger' },
};

/** A sentence about how something stands, where it stands. */
export function Notice({ tone, children, action }: Props) {
  const { icon: Icon, classes } = LOOK[tone];
  return (
    <div role="status" className={cx('flex flex-wrap items-center gap-3 rounded-card border px-4 py-3', classes)}>
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
      <div className="min-w-48 flex-1 text-body text-text">{children}</div>
      {action}
    </div>
  );
}

/** The words for an error: the server's own sentence and hint, or that there was no answer. */
export function errorWords(error: unknown): string {
  if (!(error instanceof ApiError)) return t('error.unexpected');
  if (error.code === 'unreachable') return t('error.unreachable');
  const hint = error.hint ?? '';
  const id = error.id === null ? '' : t('error.id', { id: error.id });
  return [sentence(error.message), sentence(hint), id].filter(Boolean).join(' ');
}

/** Begins with a capital and ends with a stop, wherever the words come from. */
function sentence(text: string): string {
  const begun = text.charAt(0).toLocaleUpperCase() + text.slice(1);
  return text === '' || /[.!?…]$/.test(text) ? begun : `${begun}.`;
}
