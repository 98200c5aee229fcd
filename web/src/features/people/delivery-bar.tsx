import { Link } from '@tanstack/react-router';
import type { Decision } from '#contract/enums.ts';
import { number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { decisionLook } from '../../ui/decision.tsx';
import { percentOf } from './habit.ts';

interface Part {
  readonly decision: Decision | null;
  readonly plays: number;
}

const FILLS = { ok: 'bg-ok', info: 'bg-info', warn: 'bg-warn', neutral: 'bg-line-strong' } as const;
type Fill = keyof typeof FILLS;
const isFill = (tone: string): tone is Fill => tone in FILLS;

const fillOf = (decision: Decision | null): string => {
  const { tone } = decisionLook(decision);
  return FILLS[isFill(tone) ? tone : 'neutral'];
};

/** How plays were delivered, as one bar of all of them; `aria` says it in words. */
export function DecisionMix({ decisions }: { readonly decisions: readonly Part[] }) {
  const all = decisions.reduce((sum, { plays }) => sum + plays, 0);
  const words = decisions
    .map(({ decision, plays }) => `${t(decisionLook(decision).label)} ${t('percent', { n: percentOf(plays, all) })}`)
    .join(t('separator'));
  return (
    <span role="img" aria-label={words} title={words} className="flex h-2.5 w-full gap-px overflow-hidden rounded-full">
      {decisions.map(({ decision, plays }) => (
        <span key={decision} className={fillOf(decision)} style={{ flexGrow: plays, flexBasis: 0 }} />
      ))}
    </span>
  );
}

/** The same with its legend, each part of which leads to its plays. */
export function DeliveryBar({
  decisions,
  personId,
}: {
  readonly decisions: readonly Part[];
  readonly personId: number;
}) {
  const all = decisions.reduce((sum, { plays }) => sum + plays, 0);
  const direct = decisions.find(({ decision }) => decision === 'direct play')?.plays ?? 0;
  return (
    <section className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="text-title-s">{t('habits.delivery')}</h3>
        <p className="text-body-s text-text-2">{t('habits.direct', { n: percentOf(direct, all) })}</p>
      </div>
      <DecisionMix decisions={decisions} />
      <ul className="flex flex-wrap gap-x-5 gap-y-1.5 text-body-s text-text-2">
        {decisions.map(({ decision, plays }) => (
          <li key={decision} className="flex items-center gap-2">
            <span aria-hidden="true" className={`size-2.5 rounded-[3px] ${fillOf(decision)}`} />
            {decision === null ? (
              t('unknown')
            ) : (
              <Link
                to="/history"
                search={{ user: personId, decision }}
                className="touch-target relative rounded-control hover:text-accent hover:underline"
              >
                {t(decisionLook(decision).label)}
              </Link>
            )}
            <span className="tabular">{number(plays)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
