import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { RecoveryCodes, TotpBegun } from '#contract/auth.ts';
import { postForJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface Props {
  readonly begun: TotpBegun;
  readonly onDone: (codes: readonly string[]) => void;
  readonly onCancel: () => void;
}

/** In groups of four, as people type it. */
const grouped = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1 ');

/** The code for the camera, the same for typing, and a first code back as proof. */
export function TotpSetUp({ begun, onDone, onCancel }: Props) {
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => postForJson<RecoveryCodes>('/account/totp/confirm', { token: begun.token, code: code.trim() }),
    onSuccess: ({ codes }) => onDone(codes),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!confirm.isPending) confirm.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <div className="flex flex-col items-start gap-5 sm:flex-row">
        <QrCode text={begun.uri} label={t('totp.qr')} />
        <div className="flex min-w-0 flex-1 flex-col gap-3 text-body text-text-2">
          <p>{t('totp.scan')}</p>
          <p>{t('totp.type')}</p>
          <code className="rounded-control border border-line bg-raised p-3 font-mono text-body break-words text-text">
            {grouped(begun.secret)}
          </code>
          <span>
            <CopyButton text={begun.secret} />
          </span>
        </div>
      </div>
      <TextField
        isRequired
        isMono
        label={t('totp.confirm')}
        help={t('totp.confirmHelp')}
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={40}
        value={code}
        onChange={setCode}
      />
      {confirm.error && <Notice tone="danger">{errorWords(confirm.error)}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" isPending={confirm.isPending}>
          {t('totp.turnOn')}
        </Button>
        <Button look="quiet" onPress={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
