import { Download } from 'lucide-react';
import type { OwnAccount } from '#contract/auth.ts';
import { t } from '../../lib/i18n.ts';
import { saveText } from '../../lib/save-text.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Modal } from '../../ui/modal.tsx';

interface Props {
  readonly account: OwnAccount;
  readonly codes: readonly string[];
  readonly onClose: () => void;
}

/** The recovery codes, this once. */
export function RecoveryCodesDialog({ account, codes, onClose }: Props) {
  const text = codes.join('\n');
  const file = `${t('totp.fileHead', { name: account.username })}\n\n${text}\n`;
  return (
    <Modal title={t('totp.codesTitle')} onClose={onClose} isSheet isHeld>
      <div className="flex flex-col gap-4">
        <p className="text-body text-text-2">{t('totp.codesText')}</p>
        <ul className="grid gap-x-6 gap-y-1 rounded-control border border-line bg-raised p-4 font-mono text-body sm:grid-cols-2">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-2">
          <CopyButton text={text} />
          <Button onPress={() => saveText('spyglass-recovery-codes.txt', file)}>
            <Download size={16} strokeWidth={1.75} aria-hidden="true" />
            {t('download')}
          </Button>
          <span className="flex-1" />
          <Button look="primary" onPress={onClose}>
            {t('totp.codesKept')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
