import { ArrowDown, ArrowUp } from 'lucide-react';
import type { SettingView } from '#contract/settings.ts';
import { t } from '../../lib/i18n.ts';
import { IconButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { optionLabel, settingLabel } from './words.ts';

interface Props {
  readonly setting: SettingView;
  readonly all: readonly string[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly isLocked: boolean;
}

/** What is shown, and in which order: those that are not are at the end. */
export function OrderField({ setting: { key }, all, value, onChange, isLocked }: Props) {
  const move = (name: string, by: number): void => {
    const from = value.indexOf(name);
    const without = value.filter((one) => one !== name);
    onChange([...without.slice(0, from + by), name, ...without.slice(from + by)]);
  };
  const choose = (name: string, isChosen: boolean): void =>
    onChange(isChosen ? [...value, name] : value.filter((one) => one !== name));
  return (
    <ul aria-label={settingLabel(key)} className="divide-y divide-line rounded-control border border-line">
      {[...value, ...all.filter((one) => !value.includes(one))].map((name) => {
        const label = optionLabel(key, name);
        const at = value.indexOf(name);
        return (
          <li key={name} className="flex min-h-11 items-center gap-1 ps-3 pe-1">
            <Checkbox isSelected={at >= 0} onChange={(isChosen) => choose(name, isChosen)} isDisabled={isLocked}>
              {label}
            </Checkbox>
            <span className="flex-1" />
            {at >= 0 && !isLocked && (
              <>
                <IconButton
                  label={t('settings.up', { name: label })}
                  isDisabled={at === 0}
                  onPress={() => move(name, -1)}
                >
                  <ArrowUp size={16} strokeWidth={1.75} aria-hidden="true" />
                </IconButton>
                <IconButton
                  label={t('settings.down', { name: label })}
                  isDisabled={at === value.length - 1}
                  onPress={() => move(name, 1)}
                >
                  <ArrowDown size={16} strokeWidth={1.75} aria-hidden="true" />
                </IconButton>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
