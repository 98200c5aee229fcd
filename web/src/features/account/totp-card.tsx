import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { OwnAccount, RecoveryCodes, TotpBegun } from '#contract/auth.ts';
import { postForJson, postJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { refreshSession } from '../../lib/session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toaster.tsx';
import { type Proof, ProveDialog } from './prove-dialog.tsx';
import { RecoveryCodesDialog } from './recovery-codes-dialog.tsx';
import { TotpSetUp } from './totp-set-up.tsx';

/** Fewer left than this is worth a word. */
const FEW_CODES = 3;

type Asking = 'on' | 'off' | 'codes' | null;

/** Codes from an app as a second step. */
export function TotpCard({ account }: { readonly account: OwnAccount }) {
  const [asking, setAsking] = useState<Asking>(null);
  const [begun, setBegun] = useState<TotpBegun | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { hasTotp, recoveryCodesLeft } = account;
  const show = (made: readonly string[]): void => {
    setBegun(null);
    setAsking(null);
    setCodes(made);
    void refreshSession();
  };
  return (
    <Card
      title={t('totp.title')}
      text={t(hasTotp ? 'totp.textOn' : 'totp.textOff')}
      aside={<Badge tone={hasTotp ? 'ok' : 'neutral'}>{t(hasTotp ? 'on' : 'off')}</Badge>}
    >
      {hasTotp && recoveryCodesLeft <= FEW_CODES && (
        <Notice tone="warn">{t('totp.codesLeft', { n: recoveryCodesLeft })}</Notice>
      )}
      {begun === null ? (
        <div className="flex flex-wrap gap-2">
          {!hasTotp && (
            <Button look="primary" onPress={() => setAsking('on')}>
              {t('totp.begin')}
            </Button>
          )}
          {hasTotp && <Button onPress={() => setAsking('codes')}>{t('totp.newCodes')}</Button>}
          {hasTotp && (
            <Button look="quiet" onPress={() => setAsking('off')}>
              {t('totp.disable')}
            </Button>
          )}
        </div>
      ) : (
        <TotpSetUp begun={begun} onDone={show} onCancel={() => setBegun(null)} />
      )}
      <Dialogs
        account={account}
        asking={asking}
        onClose={() => setAsking(null)}
        onBegun={(next) => {
          setAsking(null);
          setBegun(next);
        }}
        onCodes={show}
      />
      {codes !== null && <RecoveryCodesDialog account={account} codes={codes} onClose={() => setCodes(null)} />}
    </Card>
  );
}

interface DialogsProps {
  readonly account: OwnAccount;
  readonly asking: Asking;
  readonly onClose: () => void;
  readonly onBegun: (begun: TotpBegun) => void;
  readonly onCodes: (codes: readonly string[]) => void;
}

function Dialogs({ account, asking, onClose, onBegun, onCodes }: DialogsProps) {
  const begin = useMutation({
    mutationFn: ({ password }: Proof) => postForJson<TotpBegun>('/account/totp', { password }),
    onSuccess: onBegun,
  });
  const renew = useMutation({
    mutationFn: (proof: Proof) => postForJson<RecoveryCodes>('/account/recovery-codes', proof),
    onSuccess: ({ codes }) => onCodes(codes),
  });
  const disable = useMutation({
    mutationFn: (proof: Proof) => postJson('/account/totp/disable', proof),
    onSuccess: async () => {
      toast(t('totp.disabled'));
      onClose();
      await refreshSession();
    },
  });
  const close = (): void => {
    for (const one of [begin, renew, disable]) one.reset();
    onClose();
  };
  const common = { account, onClose: close, action: t('continue') };
  if (asking === 'on')
    return (
      <ProveDialog
        {...common}
        title={t('totp.begin')}
        text={t(account.hasPassword ? 'prove.text' : 'prove.noPassword')}
        isPending={begin.isPending}
        error={begin.error}
        onProve={begin.mutate}
      />
    );
  if (asking === 'codes')
    return (
      <ProveDialog
        {...common}
        needsCode
        title={t('totp.newCodes')}
        text={t('totp.newCodesText')}
        isPending={renew.isPending}
        error={renew.error}
        onProve={renew.mutate}
      />
    );
  if (asking === 'off')
    return (
      <ProveDialog
        {...common}
        needsCode
        look="danger"
        title={t('totp.disable')}
        text={t('totp.disableText')}
        action={t('totp.disableAction')}
        isPending={disable.isPending}
        error={disable.error}
        onProve={disable.mutate}
      />
    );
  return null;
}
