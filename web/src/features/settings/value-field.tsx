import { useId } from 'react';
import type { SettingValueView, SettingView } from '#contract/settings.ts';
import { number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { cx } from '../../ui/cx.ts';
import { Select } from '../../ui/select.tsx';
import { OrderField } from './order-field.tsx';
import { SecretField } from './secret-field.tsx';
import { LockNote } from './setting-lock.tsx';
import { optionLabel, settingLabel, valueWords } from './words.ts';

interface Props {
  readonly setting: SettingView;
  /** As it is shown: typed or saved. For a secret what was typed; undefined: nothing. */
  readonly value: SettingValueView | null | undefined;
  readonly onChange: (value: SettingValueView | null | undefined) => void;
  readonly problem: string | null;
}

/** A value to fill in, saved with the others of its page: its name above, help below, the unit inside. */
export function ValueField({ setting, value, onChange, problem }: Props) {
  const id = useId();
  const { limits, isSecret, lock } = setting;
  const described = `${id}-help${problem === null ? '' : ` ${id}-problem`}`;
  const isList = limits.kind === 'list' && limits.values !== null;
  const Label = isList || isSecret ? 'span' : 'label';
  return (
    <div className="flex flex-col gap-1.5">
      <Label id={`${id}-label`} {...(Label === 'label' && { htmlFor: id })} className="text-body font-semibold">
        {settingLabel(setting.key)}
      </Label>
      {isSecret ? (
        <SecretField
          key={setting.changedAt}
          setting={setting}
          typed={value}
          onChange={onChange}
          described={described}
        />
      ) : (
        <Input
          id={id}
          setting={setting}
          value={value}
          onChange={onChange}
          described={described}
          isWrong={problem !== null}
        />
      )}
      <p id={`${id}-help`} className="text-body-s text-text-2">
        {setting.help} <Rule setting={setting} />
      </p>
      {problem !== null && (
        <p id={`${id}-problem`} role="alert" className="text-body-s text-danger">
          {problem}
        </p>
      )}
      {lock !== null && <LockNote lock={lock} />}
    </div>
  );
}

/** From where to where a number may go, and what it is when nobody says anything. */
function Rule({ setting }: { readonly setting: SettingView }) {
  const { limits } = setting;
  const preset = valueWords(setting, setting.default);
  const parts = [
    limits.kind === 'number' && t('settings.range', { min: number(limits.min), max: number(limits.max) }),
    limits.kind === 'list' && limits.values === null && t('settings.listHelp'),
    preset !== null && setting.isSet && `${t('settings.default', { value: preset })}.`,
  ];
  return parts.filter(Boolean).join(' ');
}

interface InputProps {
  readonly id: string;
  readonly setting: SettingView;
  readonly value: SettingValueView | null | undefined;
  readonly onChange: (value: SettingValueView) => void;
  readonly described: string;
  readonly isWrong: boolean;
}

const namesOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);

function Input({ id, setting, value, onChange, described, isWrong }: InputProps) {
  const { limits, key, lock } = setting;
  const isLocked = lock !== null;
  if (limits.kind === 'choice' && !isLocked)
    return (
      <Select
        isWide
        isField
        label={settingLabel(key)}
        value={String(value)}
        onChange={onChange}
        options={limits.values.map((one) => ({ value: one, label: optionLabel(key, one) }))}
      />
    );
  if (limits.kind === 'list' && limits.values !== null)
    return (
      <OrderField
        setting={setting}
        all={limits.values}
        value={Array.isArray(value) ? value : []}
        onChange={onChange}
        isLocked={isLocked}
      />
    );
  const isNames = limits.kind === 'list';
  const text = Array.isArray(value)
    ? value.join(', ')
    : limits.kind === 'choice'
      ? optionLabel(key, String(value))
      : String(value ?? '');
  const unit = limits.kind === 'number' && limits.unit !== null ? t(`unit.${limits.unit}`) : null;
  return (
    <span className={cx('relative block', limits.kind === 'number' && 'max-w-56')}>
      <input
        id={id}
        type="text"
        inputMode={limits.kind === 'number' ? 'numeric' : undefined}
        autoComplete="off"
        spellCheck={false}
        autoCapitalize="off"
        readOnly={isLocked}
        aria-describedby={described}
        aria-invalid={isWrong}
        // A comma that was just typed must stay.
        key={isNames ? `${key}-${isLocked}` : key}
        {...(isNames ? { defaultValue: text } : { value: text })}
        onChange={(event) => onChange(isNames ? namesOf(event.target.value) : event.target.value)}
        className={cx(
          'h-11 w-full rounded-control border bg-raised px-3 text-body-l placeholder:text-text-3 read-only:text-text-2',
          isWrong ? 'border-danger' : 'border-line-strong',
          limits.kind === 'number' && 'tabular',
          unit !== null && 'pe-20',
        )}
      />
      {unit !== null && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 end-3 flex items-center text-body-s text-text-2"
        >
          {unit}
        </span>
      )}
    </span>
  );
}
