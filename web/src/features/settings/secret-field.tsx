import { useState } from 'react';
import type { SettingValueView, SettingView } from '#contract/settings.ts';
import { shortDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { settingLabel } from './words.ts';

interface Props {
  readonly setting: SettingView;
  /** What was typed; null: it shall be gone; undefined: it stays as it is. */
  readonly typed: SettingValueView | null | undefined;
  readonly onChange: (value: SettingValueView | null | undefined) => void;
  readonly described: string;
}

/** Something nobody gets to see again: whether there is one, and a way to give another or none. */
export function SecretField({ setting, typed, onChange, described }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { isSet, lock, changedAt, key } = setting;
  const name = settingLabel(key);
  const stop = (): void => {
    setOpen(false);
    onChange(undefined);
  };
  if (lock === null && (isOpen || typeof typed === 'string'))
    return (
      <div className="flex gap-2">
        <input
          type="password"
          autoComplete="new-password"
          ref={focusOnce}
          aria-label={name}
          aria-describedby={described}
          value={typeof typed === 'string' ? typed : ''}
          onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
          className="h-11 w-full min-w-0 rounded-control border border-line-strong bg-raised px-3 text-body-l"
        />
        <Button className="h-11" onPress={stop}>
          {t('cancel')}
        </Button>
      </div>
    );
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-2">
      <span className="me-auto">
        {typed === null ? (
          <Badge tone="warn">{t('settings.removing')}</Badge>
        ) : (
          <Badge tone={isSet ? 'ok' : 'neutral'}>{stateWords(isSet, changedAt)}</Badge>
        )}
      </span>
      {lock === null && typed === null && <Button onPress={() => onChange(undefined)}>{t('settings.keep')}</Button>}
      {lock === null && typed !== null && (
        <>
          {isSet && (
            <Button look="quiet" aria-label={`${t('settings.remove')}: ${name}`} onPress={() => onChange(null)}>
              {t('settings.remove')}
            </Button>
          )}
          <Button
            aria-label={`${t(isSet ? 'settings.replace' : 'settings.set')}: ${name}`}
            aria-describedby={described}
            onPress={() => setOpen(true)}
          >
            {t(isSet ? 'settings.replace' : 'settings.set')}
          </Button>
        </>
      )}
    </div>
  );
}

/** Somebody has just asked for it. */
const focusOnce = (input: HTMLInputElement | null): void => input?.focus();

function stateWords(isSet: boolean, changedAt: string | null): string {
  if (!isSet) return t('settings.secretNone');
  return changedAt === null
    ? t('settings.secretIs')
    : t('settings.secretSet', { when: shortDay(Date.parse(changedAt)) });
}
