import { useMutation } from '@tanstack/react-query';
import { LogIn } from 'lucide-react';
import type { SignInMethods } from '#contract/auth.ts';
import type { OidcBegun } from '#contract/sign-in-elsewhere.ts';
import { postForJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { PlexButton } from '../plex/plex-button.tsx';
import { signInCalls } from '../plex/plex-calls.ts';

interface Props {
  readonly methods: SignInMethods;
  readonly next: string | undefined;
  readonly isRemembered: boolean;
  readonly onDone: () => Promise<void>;
  readonly onCode: (token: string) => void;
}

/** Ways in through somebody who knows the person already: Plex, and the providers of the settings. */
export function OtherWays({ methods, next, isRemembered, onDone, onCode }: Props) {
  const visit = useMutation({
    mutationFn: (id: string) => postForJson<OidcBegun>(`/auth/oidc/${id}`, { isRemembered, returnTo: next ?? '/' }),
    onSuccess: ({ address }) => location.assign(address),
  });
  return (
    <div className="flex flex-col gap-3">
      {methods.plex && (
        <PlexButton
          purpose="sign-in"
          calls={signInCalls(isRemembered)}
          onDone={(answer) => (answer.state === 'code' ? onCode(answer.token) : onDone())}
        />
      )}
      {methods.oidc.map(({ id, label }) => (
        <Button
          key={id}
          className="h-11"
          isPending={visit.isSuccess || (visit.isPending && visit.variables === id)}
          onPress={() => visit.mutate(id)}
        >
          <LogIn size={18} strokeWidth={1.75} aria-hidden="true" className="shrink-0 rtl:-scale-x-100" />
          <span className="min-w-0 truncate">{t('signIn.with', { name: label })}</span>
        </Button>
      ))}
      {visit.error && <Notice tone="danger">{errorWords(visit.error)}</Notice>}
    </div>
  );
}
