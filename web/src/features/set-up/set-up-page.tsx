import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import type { CurrentImport } from '#contract/imports.ts';
import { getJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { useSession } from '../../lib/session.ts';
import { PlainFrame } from '../../shell/plain-frame.tsx';
import { cx } from '../../ui/cx.ts';
import { DoneStep } from './done-step.tsx';
import { HistoryStep } from './history-step.tsx';
import { OwnerStep } from './owner-step.tsx';
import { PlexStep } from './plex-step.tsx';
import { STEPS, type Step, stepFor } from './steps.ts';
import { WelcomeStep } from './welcome-step.tsx';

/** From nothing to Now. Where it stands is known by the server, so it can be left and come back to. */
export function SetUpPage() {
  const { step: wanted } = useSearch({ from: '/set-up' });
  const navigate = useNavigate();
  const session = useSession();
  const isKnown = useLive((state) => state.isKnown);
  const hasServer = useLive((state) => state.servers.length > 0);
  const hasOwner = session?.account != null;
  const { data: imports } = useQuery({
    queryKey: ['imports', 'current'],
    queryFn: ({ signal }) => getJson<CurrentImport>('/imports/current', {}, signal),
    enabled: hasOwner,
  });
  const go = (step: Step): void => void navigate({ to: '/set-up', search: { step } });
  if (session === null || (hasOwner && wanted === undefined && !isKnown)) return null;
  const step = stepFor(wanted, { hasOwner, hasServer, isImporting: imports?.running != null });
  return (
    <PlainFrame key={step} title={t(`setUp.${step}`)} isWide>
      <Progress step={step} missing={hasServer ? null : 'plex'} />
      {step === 'welcome' && <WelcomeStep onNext={() => go('owner')} />}
      {step === 'owner' && <OwnerStep needsCode={session.needsCode} onNext={() => go('plex')} />}
      {step === 'plex' && <PlexStep onNext={() => go('history')} />}
      {step === 'history' && <HistoryStep onNext={() => go('done')} />}
      {step === 'done' && <DoneStep />}
    </PlainFrame>
  );
}

interface ProgressProps {
  readonly step: Step;
  /** A step that was left out. */
  readonly missing: Step | null;
}

/** The steps as a course: what is done, where we are, what comes. */
function Progress({ step, missing }: ProgressProps) {
  const at = STEPS.indexOf(step);
  const isDone = (index: number): boolean => index < at && STEPS[index] !== missing;
  return (
    <ol aria-label={t('setUp.progress')} className="flex items-center gap-1.5 sm:justify-center">
      {STEPS.map((one, index) => (
        <li
          key={one}
          aria-current={index === at ? 'step' : undefined}
          className="flex min-w-0 flex-1 items-center gap-1.5 last:flex-none"
        >
          <span
            className={cx(
              'tabular flex size-7 shrink-0 items-center justify-center rounded-full border text-caption font-semibold',
              isDone(index) && 'border-ok/40 bg-ok-fill text-ok',
              index === at && 'border-accent-solid bg-accent-solid text-accent-on',
              index !== at && !isDone(index) && 'border-line bg-surface text-text-2',
            )}
          >
            {isDone(index) ? (
              <Check size={14} strokeWidth={2.5} aria-hidden="true" />
            ) : (
              <span aria-hidden="true">{index + 1}</span>
            )}
            <span className="sr-only">{t(`setUp.short.${one}`)}</span>
          </span>
          <span
            aria-hidden="true"
            className={cx('hidden truncate text-body-s sm:inline', index === at ? 'font-semibold' : 'text-text-2')}
          >
            {t(`setUp.short.${one}`)}
          </span>
          {index < STEPS.length - 1 && (
            <span aria-hidden="true" className={cx('h-px min-w-2 flex-1', isDone(index) ? 'bg-ok/50' : 'bg-line')} />
          )}
        </li>
      ))}
    </ol>
  );
}
