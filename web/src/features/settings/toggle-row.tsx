import { useMutation } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SettingView } from '#contract/settings.ts';
import { clock } from '../../lib/clock.ts';
import { t } from '../../lib/i18n.ts';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { LockNote } from './setting-lock.tsx';
import { useChange } from './use-settings.ts';
import { settingLabel } from './words.ts';

const SAID_MS = 2_500;

/** Something that is on or off and saved at once. What cannot be saved goes back to what it was, and says why. */
export function ToggleRow({ setting }: { readonly setting: SettingView }) {
  const change = useChange();
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const save = useMutation({
    mutationFn: (value: boolean) => change({ [setting.key]: value }),
    onSuccess: () => setSavedAt(clock.monotonic()),
  });
  useEffect(() => {
    if (savedAt === null) return undefined;
    return clock.after(SAID_MS, () => setSavedAt(null));
  }, [savedAt]);
  const isOn = save.isPending ? save.variables === true : setting.value === true;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-3">
        <Switch isSelected={isOn} onChange={(value) => save.mutate(value)} isDisabled={setting.lock !== null}>
          <span className="font-semibold">{settingLabel(setting.key)}</span>
        </Switch>
        <span role="status" className="ms-auto inline-flex items-center gap-1 text-caption text-text-2">
          {save.isPending && t('settings.saving')}
          {!save.isPending && savedAt !== null && (
            <>
              <Check size={14} strokeWidth={2} aria-hidden="true" className="text-ok" />
              {t('settings.saved')}
            </>
          )}
        </span>
      </div>
      <p className="ps-12 text-body-s text-text-2">{setting.help}</p>
      {setting.lock !== null && <LockNote lock={setting.lock} />}
      {save.error && <Notice tone="danger">{errorWords(save.error)}</Notice>}
    </div>
  );
}
