import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import type { SettingView } from '#contract/settings.ts';
import { t } from '../../lib/i18n.ts';
import { cx } from '../../ui/cx.ts';
import { SearchGlyph } from '../../ui/search-glyph.tsx';
import { findSettings } from './find.ts';
import { sectionOf } from './sections.ts';
import { useSettings } from './use-settings.ts';
import { settingLabel } from './words.ts';

/** Finds a setting by its words and leads to it. Arrow keys choose, Enter opens. */
export function SettingSearch() {
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(0);
  const navigate = useNavigate();
  const id = useId();
  const found = findSettings(useSettings().data?.settings ?? [], words);
  const isOpen = words.trim() !== '';
  const change = (next: string): void => {
    setWords(next);
    setChosen(0);
  };
  const open = (setting: SettingView): void => {
    change('');
    void navigate({
      to: '/settings/$section',
      params: { section: sectionOf(setting.group) },
      search: { field: setting.key },
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const setting = found[chosen];
    if (event.key === 'Escape') change('');
    else if (event.key === 'Enter' && setting) open(setting);
    else if (event.key === 'ArrowDown') setChosen(Math.min(chosen + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setChosen(Math.max(chosen - 1, 0));
    else return;
    event.preventDefault();
  };
  return (
    <search className="relative">
      <SearchGlyph />
      <input
        type="text"
        role="combobox"
        aria-label={t('settings.search')}
        aria-expanded={isOpen && found.length > 0}
        aria-controls={id}
        aria-activedescendant={found[chosen] && isOpen ? `${id}-${found[chosen].key}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={t('settings.search')}
        value={words}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-11 w-full rounded-control border border-line-strong bg-raised ps-9 pe-9 text-body placeholder:text-text-2 lg:h-9"
      />
      {words !== '' && (
        <button
          type="button"
          aria-label={t('close')}
          onClick={() => change('')}
          className="absolute end-1 top-1/2 inline-flex size-7 -translate-y-1/2 cursor-pointer items-center justify-center rounded-control text-text-2 hover:text-text"
        >
          <X size={16} strokeWidth={1.75} aria-hidden="true" />
        </button>
      )}
      <p role="status" className="sr-only">
        {isOpen && t('settings.found', { n: found.length })}
      </p>
      <div
        className={cx(
          'absolute start-0 top-full z-30 mt-1.5 w-full min-w-full overflow-hidden rounded-card bg-overlay shadow-overlay lg:w-80',
          !isOpen && 'hidden',
        )}
      >
        {found.length === 0 && <p className="p-4 text-body text-text-2">{t('settings.found', { n: 0 })}</p>}
        <div id={id} role="listbox" aria-label={t('settings.search')} className={cx(found.length > 0 && 'p-1.5')}>
          {found.map((setting, n) => (
            <div
              key={setting.key}
              id={`${id}-${setting.key}`}
              role="option"
              tabIndex={-1}
              aria-selected={n === chosen}
              onClick={() => open(setting)}
              onKeyDown={(event) => event.key === 'Enter' && open(setting)}
              onPointerMove={() => setChosen(n)}
              className={cx('cursor-pointer rounded-control px-3 py-2', n === chosen && 'bg-raised')}
            >
              <p className="flex items-baseline justify-between gap-3 text-body">
                <span className="min-w-0 truncate">{settingLabel(setting.key)}</span>
                <span className="shrink-0 text-caption text-text-2">{t(`section.${sectionOf(setting.group)}`)}</span>
              </p>
              <p className="truncate text-caption text-text-2">{setting.help}</p>
            </div>
          ))}
        </div>
      </div>
    </search>
  );
}
