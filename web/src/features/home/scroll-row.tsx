import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, type RefObject, useRef } from 'react';
import { t } from '../../lib/i18n.ts';
import { IconButton } from '../../ui/button.tsx';

/** A row that scrolls sideways, and how to turn its pages. */
interface ScrollRow {
  readonly ref: RefObject<HTMLUListElement | null>;
  readonly page: (by: -1 | 1) => void;
}

/** Pages a row by most of its width; fingers and arrow keys scroll it anyway. */
export function useScrollRow(): ScrollRow {
  const ref = useRef<HTMLUListElement>(null);
  const page = (by: -1 | 1): void => {
    const row = ref.current;
    if (!row) return;
    const sign = document.documentElement.dir === 'rtl' ? -1 : 1;
    row.scrollBy({ left: sign * by * row.clientWidth * 0.85, behavior: 'smooth' });
  };
  return { ref, page };
}

const ICON = { size: 20, strokeWidth: 1.75, 'aria-hidden': true, className: 'rtl:-scale-x-100' } as const;

/** Back and on, for pointers. */
export const ScrollButtons = ({ page }: Pick<ScrollRow, 'page'>) => (
  <span className="hidden sm:flex">
    <IconButton label={t('home.back')} onPress={() => page(-1)}>
      <ChevronLeft {...ICON} />
    </IconButton>
    <IconButton label={t('home.onward')} onPress={() => page(1)}>
      <ChevronRight {...ICON} />
    </IconButton>
  </span>
);

interface PosterProps {
  readonly picture: ReactNode;
  readonly title: ReactNode;
  readonly children: ReactNode;
}

/** A picture with its words below; the whole of it is the target of the link in its title. */
export const PosterItem = ({ picture, title, children }: PosterProps) => (
  <li className="relative flex min-w-0 flex-col gap-2 rounded-control">
    <span className="relative flex aspect-[2/3] items-end">{picture}</span>
    <p className="flex flex-col">
      {title}
      {children}
    </p>
  </li>
);
