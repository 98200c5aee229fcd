import type { ReactNode } from 'react';
import { t } from '../lib/i18n.ts';
import { cx } from '../ui/cx.ts';
import { Mark } from '../ui/logo.tsx';
import { Toaster } from '../ui/toaster.tsx';
import { Appearance } from './appearance.tsx';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  /** Forms with more than a few fields. */
  readonly isWide?: boolean;
}

/** The frame of pages before the app: the mark, the sea chart behind it, and one column. */
export const PlainFrame = ({ title, children, isWide = false }: Props) => (
  <div className="plain-frame relative isolate flex min-h-dvh flex-col">
    <Chart />
    <header className="gutter flex h-(--top-bar) items-center justify-between">
      <span className="flex items-center gap-2.5">
        <Mark size={24} />
        <span className="text-title tracking-tight">{t('app.name')}</span>
      </span>
      <Appearance />
    </header>
    <main
      id="main"
      className={cx(
        'mx-auto flex w-full flex-1 flex-col gap-6 px-4 pt-6 pb-[max(2rem,env(safe-area-inset-bottom))] sm:pt-[9vh]',
        isWide ? 'max-w-[42rem]' : 'max-w-[26rem]',
      )}
    >
      <h1 className="text-page sm:text-center">{title}</h1>
      {children}
    </main>
    <Toaster />
  </div>
);

/** Circles of latitude and a course to the horizon, barely there. */
const Chart = () => (
  <svg
    viewBox="0 0 1200 700"
    preserveAspectRatio="xMidYMin slice"
    fill="none"
    strokeWidth={1}
    aria-hidden="true"
    className="plain-chart pointer-events-none absolute inset-0 -z-10 size-full"
  >
    <g className="stroke-line-strong" opacity={0.16}>
      {[130, 230, 340, 460, 590, 730].map((radius) => (
        <circle key={radius} cx={600} cy={-60} r={radius} />
      ))}
      <path d="M600 0v700M-60 600 600 -60l660 660M180 700 600 -60l420 760" />
    </g>
    <path
      className="stroke-accent"
      opacity={0.4}
      strokeDasharray="3 9"
      strokeWidth={1.5}
      d="M40 560c180-20 210-190 380-210s250 120 420 60 180-190 340-230"
    />
    <path className="stroke-brass" opacity={0.6} strokeWidth={1.5} d="M1172 172l16 16M1188 172l-16 16" />
  </svg>
);
