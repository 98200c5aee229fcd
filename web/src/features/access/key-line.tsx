import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { ApiKeyView } from '#contract/api-keys.ts';
import { writeJson } from '../../lib/api.ts';
import { clock } from '../../lib/clock.ts';
import { dayName } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Moment } from '../../ui/moment.tsx';
import { errorWords } from '../../ui/notice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { toast } from '../../ui/toaster.tsx';

/** A key: what it may do, whether it is used, and how to take it away. */
export function KeyLine({ view }: { readonly view: ApiKeyView }) {
  const [isAsking, setAsking] = useState(false);
  const queries = useQueryClient();
  const changed = (): Promise<void> => queries.invalidateQueries({ queryKey: ['api-keys'] });
  const enable = useMutation({
    mutationFn: (isEnabled: boolean) => writeJson('PUT', `/api-keys/${view.id}`, { isEnabled }),
    onSettled: changed,
    onError: (error) => toast(errorWords(error)),
  });
  const { name, scope, server, isEnabled, account } = view;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
      <KeyRound size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-text-2" />
      <span className="flex min-w-40 flex-1 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <bdi className="min-w-0 text-title-s break-words">{name}</bdi>
          <Badge tone={scope === 'read' ? 'neutral' : scope === 'write' ? 'info' : 'warn'}>{t(`scope.${scope}`)}</Badge>
          {server !== null && <Badge tone="neutral">{server.name}</Badge>}
        </span>
        <span className="text-caption break-words text-text-2">
          {view.lastUsedAt === null ? (
            t('keys.unused')
          ) : (
            <>
              {t('keys.used')} <Moment at={view.lastUsedAt} />
            </>
          )}
          {t('separator')}
          <Expiry expiresAt={view.expiresAt} />
          {t('separator')}
          {account === null ? t('keys.imported') : t('keys.by', { name: account.username })}
        </span>
      </span>
      <span className="flex items-center gap-2">
        <Switch isSelected={isEnabled} onChange={enable.mutate} isDisabled={enable.isPending}>
          <span className="sr-only">{t('keys.enabled', { name })}</span>
        </Switch>
        <Button onPress={() => setAsking(true)} aria-label={t('keys.revokeOne', { name })}>
          {t('keys.revoke')}
        </Button>
      </span>
      {isAsking && (
        <ConfirmDialog
          title={t('keys.revokeTitle', { name })}
          text={t('keys.revokeText')}
          action={t('keys.revoke')}
          onConfirm={async () => {
            await writeJson('DELETE', `/api-keys/${view.id}`);
            await changed();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}

function Expiry({ expiresAt }: { readonly expiresAt: string | null }) {
  if (expiresAt === null) return t('keys.forever');
  const [at, now] = [Date.parse(expiresAt), clock.now()];
  return at <= now ? t('keys.expired') : t('keys.until', { day: dayName(at, now) });
}
