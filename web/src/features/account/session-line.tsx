import { useMutation } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import type { SessionView } from '#contract/auth.ts';
import { browserOf, isHandheld } from '../../lib/browser-name.ts';
import { t } from '../../lib/i18n.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { errorWords } from '../../ui/notice.tsx';
import { toast } from '../../ui/toaster.tsx';

/** What people call the browser of a user agent, and its system. */
export function browserWords(agent: string | null): string {
  const { browser, system } = browserOf(agent ?? '');
  if (browser === null && system === null) return t('sessions.unknownBrowser');
  if (browser === null || system === null) return browser ?? system ?? '';
  return t('sessions.browserOn', { browser, system });
}

/** A browser that is signed in, and how to end that. */
export function SessionLine({
  session,
  onEnd,
}: {
  readonly session: SessionView;
  readonly onEnd: () => Promise<void>;
}) {
  const { ipAddress, userAgent, lastSeenAt, isCurrent } = session;
  const end = useMutation({ mutationFn: onEnd, onError: (error) => toast(errorWords(error)) });
  const Icon = isHandheld(userAgent ?? '') ? Smartphone : Monitor;
  const name = browserWords(userAgent);
  return (
    <li className="flex min-h-16 items-center gap-3 py-2.5">
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-text-2" />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-title-s">
          {name}
          {isCurrent && <Badge tone="brass">{t('sessions.current')}</Badge>}
        </span>
        <span className="text-caption break-words text-text-2">
          {ipAddress ?? t('sessions.noAddress')}
          {t('separator')}
          {t('sessions.seen')} <Moment at={lastSeenAt} />
        </span>
      </span>
      {!isCurrent && (
        <Button isPending={end.isPending} onPress={() => end.mutate()} aria-label={t('sessions.endOne', { name })}>
          {t('sessions.end')}
        </Button>
      )}
    </li>
  );
}
