import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { clock } from '../lib/clock.ts';
import { copyText } from '../lib/copy-text.ts';
import { t } from '../lib/i18n.ts';
import { Button } from './button.tsx';

const COPIED_MS = 2000;

/** Copies a text, and says that it did. */
export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    if (!(await copyText(text))) return;
    setCopied(true);
    clock.after(COPIED_MS, () => setCopied(false));
  };
  const Icon = isCopied ? Check : Copy;
  return (
    <Button onPress={() => void copy()}>
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      {isCopied ? t('panel.copied') : (label ?? t('copy'))}
    </Button>
  );
}
