import { ChevronRight } from 'lucide-react';
import { t } from '../../lib/i18n.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { type Agreed, type PinAnswer, type PinCalls, PinExpired } from './plex-pin.ts';
import { usePlexPin } from './use-plex-pin.ts';

interface Props<A extends PinAnswer> {
  readonly purpose: string;
  readonly calls: PinCalls<A>;
  readonly onDone: (answer: Agreed<A>) => void | Promise<void>;
}

/** Signing in at Plex: the button, the wait with a way out, and what went wrong. */
export function PlexButton<A extends PinAnswer>({ purpose, calls, onDone }: Props<A>) {
  const { progress, start, cancel } = usePlexPin(purpose, calls, onDone);
  if (progress.step === 'waiting') {
    return (
      <div className="flex flex-col gap-3 rounded-control border border-line bg-raised p-4" role="status">
        <p className="flex items-center gap-3 text-body font-semibold">
          <span aria-hidden="true" className="size-2.5 shrink-0 rounded-full bg-brass motion-safe:animate-pulse" />
          {t('plex.waiting')}
        </p>
        <p className="text-body-s text-text-2">{t(progress.isBlocked ? 'plex.blocked' : 'plex.waitingText')}</p>
        <div className="flex flex-wrap gap-2">
          <a href={progress.pin.address} target="_blank" rel="noreferrer" className={buttonClass('plain')}>
            {t('plex.open')}
          </a>
          <Button look="quiet" onPress={cancel}>
            {t('cancel')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <>
      <Button className="h-11 justify-center!" isPending={progress.step === 'opening'} onPress={start}>
        <PlexMark />
        {t('plex.signIn')}
      </Button>
      {progress.step === 'failed' && (
        <Notice tone="danger">
          {progress.error instanceof PinExpired ? t('plex.expired') : errorWords(progress.error)}
        </Notice>
      )}
    </>
  );
}

/** A chevron on brass: a hint at whose button it is. */
const PlexMark = () => (
  <span aria-hidden="true" className="flex size-5 items-center justify-center rounded-[5px] bg-brass-fill text-brass">
    <ChevronRight size={16} strokeWidth={2.5} />
  </span>
);
