import { Lock } from 'lucide-react';
import type { SettingLock } from '#contract/settings.ts';
import { t } from '../../lib/i18n.ts';
import { lockWords } from './words.ts';

/** Says what has decided a value that cannot be changed here. */
export const LockNote = ({ lock }: { readonly lock: SettingLock }) => (
  <p className="flex items-start gap-1.5 text-body-s text-text-2">
    <Lock size={14} strokeWidth={2} aria-hidden="true" className="mt-0.5 shrink-0 text-brass" />
    <span className="min-w-0 break-words">
      {t('settings.locked', { by: lockWords(lock) })}
      {'. '}
      {t('settings.lockedHelp')}
    </span>
  </p>
);
