import { useMutation } from '@tanstack/react-query';
import { Fingerprint } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { SignInAnswer } from '#contract/auth.ts';
import { postForJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { canSuggestPasskeys, hasPasskeys, isCancelled, signInWithPasskey, stopAsking } from '../../lib/passkey.ts';
import { Button } from '../../ui/button.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface Props {
  readonly hasPasskeys: boolean;
  /** Nothing stands above it, so typing can begin at once. */
  readonly isFirst: boolean;
  readonly isRemembered: boolean;
  readonly onDone: () => Promise<void>;
  readonly onCode: (token: string) => void;
  /** Before the button. */
  readonly children: ReactNode;
}

/** Name and password, or the passkey instead of both. */
export function PasswordForm({ hasPasskeys: isOffered, isFirst, isRemembered, onDone, onCode, children }: Props) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const arrived = (answer: SignInAnswer): void | Promise<void> =>
    answer.step === 'code' ? onCode(answer.token) : onDone();
  const enter = useMutation({
    mutationFn: () => postForJson<SignInAnswer>('/auth/sign-in', { username, password, isRemembered }),
    onSuccess: arrived,
    onError: () => setPassword(''),
  });
  const passkey = usePasskey(isOffered && hasPasskeys(), isRemembered, arrived);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    passkey.reset();
    if (!enter.isPending) enter.mutate();
  };
  const error = enter.error ?? (isCancelled(passkey.error) ? null : passkey.error);
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        isRequired
        autoFocus={isFirst}
        name="username"
        label={t('signIn.username')}
        autoComplete="username webauthn"
        value={username}
        onChange={setUsername}
      />
      <TextField
        isRequired
        name="password"
        label={t('signIn.password')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      {children}
      {error !== null && <Notice tone="danger">{errorWords(error)}</Notice>}
      <Button type="submit" look="primary" className="h-11" isPending={enter.isPending || enter.isSuccess}>
        {t(enter.isPending ? 'signIn.busy' : 'signIn.action')}
      </Button>
      {passkey.isOffered && (
        <Button className="h-11" isPending={passkey.isPending} onPress={passkey.ask}>
          <Fingerprint size={18} strokeWidth={1.75} aria-hidden="true" />
          {t('signIn.passkey')}
        </Button>
      )}
    </form>
  );
}

/** Signing in with a passkey: by the button, and by choosing one that the browser offers in the name field. */
function usePasskey(isOffered: boolean, isRemembered: boolean, onDone: (answer: SignInAnswer) => void | Promise<void>) {
  const latest = useRef({ isRemembered, onDone });
  useEffect(() => {
    latest.current = { isRemembered, onDone };
  });
  const ask = useMutation({
    mutationFn: () => signInWithPasskey({ isRemembered: () => latest.current.isRemembered }),
    onSuccess: onDone,
  });
  useEffect(() => {
    if (!isOffered) return undefined;
    let isGone = false;
    const suggest = async (): Promise<void> => {
      if (!(await canSuggestPasskeys()) || isGone) return;
      const answer = await signInWithPasskey({ isRemembered: () => latest.current.isRemembered, isSuggested: true });
      if (!isGone) await latest.current.onDone(answer);
    };
    // Nobody asked for it: when it does not work, the form is still there.
    suggest().catch(() => undefined);
    return () => {
      isGone = true;
      void stopAsking();
    };
  }, [isOffered]);
  return { isOffered, isPending: ask.isPending, error: ask.error, reset: ask.reset, ask: () => ask.mutate() };
}
