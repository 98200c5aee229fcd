import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

const TONES = {
  ok: 'bg-ok-fill text-ok',
  info: 'bg-info-fill text-info',
  warn: 'bg-warn-fill text-warn',
  danger: 'bg-danger-fill text-danger',
  brass: 'bg-brass-fill text-brass',
  neutral: 'bg-raised text-text-2',
} as const;

/** A meaning; colour never stands alone, the badge has words. */
export type Tone = keyof typeof TONES;

interface Props {
  readonly tone: Tone;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}

/** A word or two about a state. */
export const Badge = ({ tone, icon: Icon, children }: Props) => (
  <span
    className={cx(
      'inline-flex h-5 shrink-0 items-center gap-1 rounded-[5px] px-1.5 text-caption font-semibold whitespace-nowrap',
      TONES[tone],
    )}
  >
    {Icon && <Icon size={12} strokeWidth={2.25} aria-hidden="true" />}
    {children}
  </span>
);
