import { ArrowRight } from 'lucide-react';
import { Fragment } from 'react';
import { t } from '../../lib/i18n.ts';
import type { Segment } from './stream-line.ts';

/** The stream line in words; an arrow only where something changes. */
export const StreamWords = ({ line }: { readonly line: readonly Segment[] }) =>
  line.map(({ from, text }, index) => (
    <Fragment key={`${from} ${text}`}>
      {index > 0 && t('separator')}
      {from !== null && (
        <>
          {from}
          <Arrow />
        </>
      )}
      <span className={from === null ? '' : 'text-text'}>{text}</span>
    </Fragment>
  ));

/** "becomes", for eyes and readers. */
export const Arrow = () => (
  <>
    <ArrowRight
      size={12}
      strokeWidth={2}
      aria-hidden="true"
      className="mx-1 inline align-[-1px] text-warn rtl:-scale-x-100"
    />
    <span className="sr-only">{t('stream.to')}</span>
  </>
);
