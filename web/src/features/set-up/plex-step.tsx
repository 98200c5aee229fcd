import { t } from '../../lib/i18n.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ConnectServer } from '../connect/connect-server.tsx';
import { StepCard } from './step-card.tsx';

/** The server that is watched. */
export function PlexStep({ onNext }: { readonly onNext: () => void }) {
  const servers = useLive((state) => state.servers);
  return (
    <>
      <StepCard text={t('setUp.plexText')}>
        {servers.map(({ id, name }) => (
          <Notice key={id} tone="ok">
            {t('connect.done', { name })}
          </Notice>
        ))}
        {servers.length > 0 && (
          <Button look="primary" className="h-11 sm:w-fit sm:px-6" onPress={onNext}>
            {t('continue')}
          </Button>
        )}
        <ConnectServer onConnected={onNext} />
      </StepCard>
      {servers.length === 0 && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-1">
          <p className="text-body-s text-text-2">{t('setUp.plexLater')}</p>
          <Button onPress={onNext}>{t('setUp.skip')}</Button>
        </div>
      )}
    </>
  );
}
