import { Link } from '@tanstack/react-router';
import { t } from '../../lib/i18n.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { hasPasskeys } from '../../lib/passkey.ts';
import { buttonClass } from '../../ui/button.tsx';
import { QuietPicture } from '../../ui/pictures.tsx';
import { StepCard } from './step-card.tsx';

/** What is ready, and the way in. */
export function DoneStep() {
  const servers = useLive((state) => state.servers);
  const [server] = servers;
  return (
    <StepCard text={server === undefined ? t('setUp.doneNoServer') : t('setUp.doneText', { name: server.name })}>
      <QuietPicture />
      {hasPasskeys() && <p className="text-body text-text-2">{t('setUp.donePasskey')}</p>}
      <div className="flex flex-wrap gap-2">
        <Link to="/" className={buttonClass('primary', 'h-11! flex-1 sm:flex-none sm:px-6')}>
          {t('setUp.toNow')}
        </Link>
        <Link to="/account" className={buttonClass('plain', 'h-11!')}>
          {t('setUp.toAccount')}
        </Link>
      </div>
    </StepCard>
  );
}
