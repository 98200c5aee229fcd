import { type FormEvent, type ReactNode, useState } from 'react';
import type { OwnAccount } from '#contract/auth.ts';
import { t } from '../../lib/i18n.ts';
import { Button, type ButtonLook } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** What somebody proves themselves with. */
export interface Proof {
  /** Null for an account without one. */
  readonly password: string | null;
  readonly code: string;
}

interface Props {
  readonly account: OwnAccount;
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly look?: ButtonLook;
  /** Asks for a code of the app as well. */
  readonly needsCode?: boolean;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onProve: (proof: Proof) => void;
  readonly onClose: () => void;
  /** More to fill in. */
  readonly children?: ReactNode;
}

/** Asks once more who it is before an account gets weaker or another way in. */
export function ProveDialog(props: Props) {
  const { account, title, text, action, look = 'primary', needsCode = false, isPending, error } = props;
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isPending) props.onProve({ password: account.hasPassword ? password : null, code: code.trim() });
  };
  return (
    <Modal title={title} onClose={props.onClose} isSheet>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-body text-text-2">{text}</p>
        {props.children}
        {account.hasPassword && (
          <TextField
            isRequired
            autoFocus={props.children === undefined}
            label={t('password.current')}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
          />
        )}
        {needsCode && (
          <TextField
            isRequired
            isMono
            autoFocus={!account.hasPassword}
            label={t('totp.codeOrRecovery')}
            autoComplete="one-time-code"
            maxLength={40}
            value={code}
            onChange={setCode}
          />
        )}
        {error != null && <Notice tone="danger">{errorWords(error)}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={props.onClose}>{t('cancel')}</Button>
          <Button type="submit" look={look} isPending={isPending}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
