import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { SignInAnswer } from '#contract/auth.ts';
import { postForJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface Props {
  readonly token: string;
  readonly onDone: () => Promise<void>;
  readonly onBack: () => void;
}

/** The second step: six digits from the app, or one of the recovery codes. */
export function CodeForm({ token, onDone, onBack }: Props) {
  const [code, setCode] = useState('');
  const [isRecovery, setRecovery] = useState(false);
  const enter = useMutation({
    mutationFn: () => postForJson<SignInAnswer>('/auth/sign-in/code', { token, code: code.trim() }),
    onSuccess: onDone,
    onError: () => setCode(''),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!enter.isPending) enter.mutate();
  };
  const other = (): void => {
    setCode('');
    enter.reset();
    setRecovery(!isRecovery);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-body text-text-2">{t(isRecovery ? 'signIn.recoveryText' : 'signIn.codeText')}</p>
      <TextField
        key={isRecovery ? 'recovery' : 'code'}
        isRequired
        autoFocus
        isMono
        name="code"
        label={t(isRecovery ? 'signIn.recovery' : 'signIn.code')}
        autoComplete={isRecovery ? 'off' : 'one-time-code'}
        inputMode={isRecovery ? 'text' : 'numeric'}
        maxLength={40}
        value={code}
        onChange={setCode}
      />
      {enter.error && <Notice tone="danger">{errorWords(enter.error)}</Notice>}
      <Button type="submit" look="primary" className="h-11" isPending={enter.isPending || enter.isSuccess}>
        {t(enter.isPending ? 'signIn.busy' : 'signIn.action')}
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button look="quiet" onPress={onBack}>
          {t('signIn.back')}
        </Button>
        <Button look="quiet" onPress={other}>
          {t(isRecovery ? 'signIn.useCode' : 'signIn.useRecovery')}
        </Button>
      </div>
    </form>
  );
}
