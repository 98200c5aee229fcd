import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { HealthCheck, HealthReport } from '#contract/system-logs.ts';
import { getJson } from '../../lib/api.ts';
import { exactTime } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Card, CardPage } from '../../ui/card.tsx';
import { cx } from '../../ui/cx.ts';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { checkLabel } from './words.ts';

const LOOK_MS = 10_000;

const LOOKS: Readonly<Record<HealthCheck['state'], { readonly icon: LucideIcon; readonly colour: string }>> = {
  ok: { icon: CircleCheck, colour: 'text-ok' },
  warn: { icon: TriangleAlert, colour: 'text-warn' },
  bad: { icon: CircleX, colour: 'text-danger' },
};

/** How everything stands, in sentences. */
export function HealthPage() {
  const { data, error } = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => getJson<HealthReport>('/health', {}, signal),
    refetchInterval: LOOK_MS,
  });
  return (
    <CardPage>
      <Card
        title={data === undefined ? t('health.title') : t(`health.state.${data.state}`)}
        aside={
          data && (
            <span className="text-caption text-text-2">
              {t('health.checked', { when: exactTime(Date.parse(data.at)) })}
            </span>
          )
        }
      >
        {error && <Notice tone="danger">{errorWords(error)}</Notice>}
        {data === undefined && !error && <Skeleton className="h-60" />}
        {data !== undefined && (
          <ul className="divide-y divide-line border-t border-line">
            {data.checks.map((check) => (
              <CheckLine key={`${check.name} ${check.says}`} check={check} />
            ))}
          </ul>
        )}
      </Card>
    </CardPage>
  );
}

function CheckLine({ check: { name, state, says, hint } }: { readonly check: HealthCheck }) {
  const { icon: Icon, colour } = LOOKS[state];
  return (
    <li className="flex items-start gap-3 py-3 last:pb-0">
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" className={cx('mt-0.5 shrink-0', colour)} />
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="text-caption text-text-2">
          {checkLabel(name)}
          <span className="sr-only">{`: ${t(`health.word.${state}`)}`}</span>
        </p>
        <p className="text-body break-words">{says}.</p>
        {hint !== null && <p className="text-body-s text-text-2">{hint}.</p>}
      </div>
    </li>
  );
}
