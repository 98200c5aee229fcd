import { useNavigate } from '@tanstack/react-router';
import { t } from '../../lib/i18n.ts';
import { Mark } from '../../ui/logo.tsx';
import { ConnectServer } from './connect-server.tsx';

/** Another server, or the first one. */
export function ConnectPage() {
  const navigate = useNavigate();
  return (
    <div className="mx-auto flex max-w-[40rem] flex-col gap-6 py-8 sm:py-14">
      <div className="flex flex-col gap-3">
        <Mark size={48} />
        <h2 className="text-page">{t('connect.title')}</h2>
        <p className="max-w-[34rem] text-body-l text-text-2">{t('connect.text')}</p>
      </div>
      <section aria-label={t('connect.page')} className="rounded-card border border-line bg-surface p-4 sm:p-6">
        <ConnectServer onConnected={() => void navigate({ to: '/' })} />
      </section>
    </div>
  );
}
