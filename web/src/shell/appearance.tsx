import { Moon, Rows2, Rows4, Sun, SunMoon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLanguageChoice } from '../features/appearance/language-choice.ts';
import { t } from '../lib/i18n.ts';
import { DENSITIES, prefer, THEMES, usePreferences, visibleTheme } from '../lib/preferences.ts';
import { iconButtonClass, Tip } from '../ui/button.tsx';
import { Popover } from '../ui/popover.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Select } from '../ui/select.tsx';

const THEME_ICONS = { system: SunMoon, dark: Moon, light: Sun } as const;
const DENSITY_ICONS = { comfortable: Rows2, compact: Rows4 } as const;

/** Theme, density and language, behind one button. */
export function Appearance({ className }: { readonly className?: string }) {
  const { theme } = usePreferences();
  const Icon = visibleTheme(theme) === 'dark' ? Moon : Sun;
  return (
    <Popover
      label={t('appearance.title')}
      buttonClass={iconButtonClass(className)}
      button={
        <>
          <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
          <Tip label={t('appearance.title')} />
        </>
      }
      className="p-4"
    >
      <AppearanceFields />
    </Popover>
  );
}

/** How the app looks and which language it speaks, for a menu or a page. */
export function AppearanceFields() {
  const { theme, density } = usePreferences();
  const language = useLanguageChoice();
  return (
    <div className="flex flex-col gap-4">
      <Field label={t('appearance.theme')}>
        <Segmented
          label={t('appearance.theme')}
          value={theme}
          onChange={(chosen) => prefer({ theme: chosen })}
          choices={THEMES.map((value) => ({ value, label: t(`theme.${value}`), icon: THEME_ICONS[value] }))}
        />
      </Field>
      <Field label={t('appearance.density')}>
        <Segmented
          label={t('appearance.density')}
          value={density}
          onChange={(chosen) => prefer({ density: chosen })}
          choices={DENSITIES.map((value) => ({ value, label: t(`density.${value}`), icon: DENSITY_ICONS[value] }))}
        />
      </Field>
      <Field label={t('appearance.language')}>
        <Select label={t('appearance.language')} {...language} isWide isField />
      </Field>
    </div>
  );
}

function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-2">
      <span aria-hidden="true" className="text-caption text-text-2">
        {label}
      </span>
      {children}
    </div>
  );
}
