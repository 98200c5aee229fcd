import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { SignInAnswer } from '#contract/auth.ts';
import { postForJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { hasPasskeys } from '../../lib/passkey.ts';
import { refreshSession } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { NewPassword } from '../../ui/new-password.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { StepCard } from './step-card.tsx';

interface Props {
  readonly needsCode: boolean;
  readonly onNext: () => void;
}

/** Whoever does this owns the installation. */
export function OwnerStep({ needsCode, onNext }: Props) {
  const [code, setCode] = useState('');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const create = useMutation({
    mutationFn: () =>
      postForJson<SignInAnswer>('/setup/owner', { username, password, code: needsCode ? code.trim() : null }),
    onSuccess: async () => {
      await refreshSession();
      onNext();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!create.isPending) create.mutate();
  };
  return (
    <StepCard text={t('setUp.ownerText')}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {needsCode && (
          <TextField
            isRequired
            autoFocus
            isMono
            label={t('setUp.code')}
            help={t('setUp.codeHelp')}
            autoComplete="off"
            maxLength={100}
            value={code}
            onChange={setCode}
          />
        )}
        <TextField
          isRequired
          autoFocus={!needsCode}
          name="username"
          label={t('setUp.username')}
          autoComplete="username"
          maxLength={100}
          value={username}
          onChange={setUsername}
        />
        <NewPassword label={t('signIn.password')} username={username} value={password} onChange={setPassword} />
        {hasPasskeys() && <p className="text-body-s text-text-2">{t('setUp.passkeyLater')}</p>}
        {create.error && <Notice tone="danger">{errorWords(create.error)}</Notice>}
        <Button type="submit" look="primary" className="h-11 sm:w-fit sm:px-6" isPending={create.isPending}>
          {t(create.isPending ? 'setUp.ownerBusy' : 'setUp.ownerAction')}
        </Button>
      </form>
    </StepCard>
  );
}
