import { useParams, useSearch } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { SettingView } from '#contract/settings.ts';
import { clock } from '../../lib/clock.ts';
import { t } from '../../lib/i18n.ts';
import { NotFound } from '../../shell/not-found.tsx';
import { Card, CardPage } from '../../ui/card.tsx';
import { cx } from '../../ui/cx.ts';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { shownValue } from './draft.ts';
import { SaveBar } from './save-bar.tsx';
import { isSection, SECTIONS, type Section } from './sections.ts';
import { ServersCard } from './servers-card.tsx';
import { ToggleRow } from './toggle-row.tsx';
import { type DraftOf, useDraft } from './use-draft.ts';
import { settingsOf, useSettings } from './use-settings.ts';
import { ValueField } from './value-field.tsx';
import { groupLabel } from './words.ts';

const MARKED_MS = 4_000;

/** One page of settings. */
export function SectionPage() {
  const { section } = useParams({ from: '/app/settings-frame/settings/$section' });
  return isSection(section) ? <SettingsPage key={section} section={section} /> : <NotFound />;
}

function SettingsPage({ section }: { readonly section: Section }) {
  const { data, error } = useSettings();
  const settings = settingsOf(data?.settings ?? [], SECTIONS[section]);
  const showsAdvanced = data?.settings.find(({ key }) => key === 'showAdvancedSettings')?.value === true;
  const form = useDraft(settings);
  const { field } = useSearch({ from: '/app/settings-frame/settings/$section' });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!form.isSaving) form.save();
  };
  return (
    <CardPage>
      {section === 'servers' && <ServersCard />}
      {error && <Notice tone="danger">{errorWords(error)}</Notice>}
      {data === undefined && !error && <Skeleton className="h-80" />}
      {data !== undefined && (
        <form noValidate onSubmit={submit} className="flex flex-col gap-4 sm:gap-6">
          {SECTIONS[section].map((group) => (
            <GroupCard
              key={group}
              group={group}
              settings={settingsOf(settings, [group])}
              form={form}
              wanted={field ?? null}
              showsAdvanced={showsAdvanced}
            />
          ))}
          <SaveBar form={form} />
        </form>
      )}
    </CardPage>
  );
}

interface GroupProps {
  readonly group: string;
  readonly settings: readonly SettingView[];
  readonly form: DraftOf;
  /** The key of the setting somebody looked for. */
  readonly wanted: string | null;
  readonly showsAdvanced: boolean;
}

function GroupCard({ group, settings, form, wanted, showsAdvanced }: GroupProps) {
  const advanced = settings.filter(({ isAdvanced }) => isAdvanced);
  const isWanted = advanced.some(({ key }) => key === wanted);
  const [isOpen, setOpen] = useState(showsAdvanced || isWanted);
  useEffect(() => {
    if (showsAdvanced || isWanted) setOpen(true);
  }, [showsAdvanced, isWanted]);
  const field = (setting: SettingView) => (
    <SettingField key={setting.key} setting={setting} form={form} isWanted={setting.key === wanted} />
  );
  if (settings.length === 0) return null;
  return (
    <Card title={groupLabel(group)}>
      {settings.filter(({ isAdvanced }) => !isAdvanced).map(field)}
      {advanced.length > 0 && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="-ms-2 flex min-h-9 w-fit cursor-pointer items-center gap-1.5 rounded-control px-2 text-body text-text-2 hover:bg-raised hover:text-text"
        >
          <ChevronRight
            size={16}
            strokeWidth={2}
            aria-hidden="true"
            className={cx('transition-transform duration-150', isOpen ? 'rotate-90' : 'rtl:-scale-x-100')}
          />
          {t('settings.advanced', { n: advanced.length })}
        </button>
      )}
      {isOpen && advanced.map(field)}
    </Card>
  );
}

interface FieldProps {
  readonly setting: SettingView;
  readonly form: DraftOf;
  readonly isWanted: boolean;
}

/** One setting. When somebody looked for it, it comes into view and is marked for a moment. */
function SettingField({ setting, form, isWanted }: FieldProps) {
  const box = useRef<HTMLDivElement>(null);
  const [isMarked, setMarked] = useState(false);
  useEffect(() => {
    if (!isWanted) return undefined;
    box.current?.scrollIntoView({ block: 'center' });
    box.current?.querySelector<HTMLElement>('input, select, button')?.focus({ preventScroll: true });
    setMarked(true);
    return clock.after(MARKED_MS, () => setMarked(false));
  }, [isWanted]);
  const { limits, isSecret } = setting;
  return (
    <div
      ref={box}
      data-setting={setting.key}
      className={cx(
        '-mx-2 scroll-mt-24 rounded-control px-2 py-1 outline-2 -outline-offset-2 outline-transparent transition-colors duration-200',
        isMarked && 'bg-brass-fill/40 outline-brass!',
      )}
    >
      {limits.kind === 'switch' ? (
        <ToggleRow setting={setting} />
      ) : (
        <ValueField
          setting={setting}
          value={isSecret ? form.draft[setting.key] : shownValue(setting, form.draft)}
          onChange={(value) => form.set(setting, value)}
          problem={form.problemOf(setting)}
        />
      )}
    </div>
  );
}
