import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { t } from '../../lib/i18n.ts';
import { Select } from '../../ui/select.tsx';
import { FRAME_GROUPS } from './sections.ts';
import { SettingSearch } from './setting-search.tsx';

const ITEM =
  'flex min-h-9 items-center rounded-control px-3 text-body text-text-2 transition-colors duration-150 hover:bg-raised hover:text-text';

const PAGES = FRAME_GROUPS.flatMap(({ pages }) => pages);

/** What is around every page of settings and of the system: a search, and the way to the others. */
export function SettingsFrame() {
  return (
    <div className="mx-auto flex max-w-[76rem] flex-col gap-4 pt-2 lg:flex-row lg:gap-8">
      <div className="flex shrink-0 flex-col gap-3 lg:sticky lg:top-(--top-bar) lg:w-52 lg:self-start lg:pt-4">
        <SettingSearch />
        <PageSelect />
        <nav aria-label={t('settings.nav')} className="hidden flex-col gap-4 lg:flex">
          {FRAME_GROUPS.map(({ label, pages }) => (
            <div key={label} className="flex flex-col gap-0.5">
              <h2 className="px-3 pb-1 text-caption font-semibold text-text-2">{t(label)}</h2>
              {pages.map((page) => (
                <Link
                  key={page.to}
                  to={page.to}
                  activeOptions={{ includeSearch: false }}
                  activeProps={{ className: 'bg-accent-fill! text-accent! font-semibold' }}
                  className={ITEM}
                >
                  {t(page.label)}
                </Link>
              ))}
            </div>
          ))}
        </nav>
      </div>
      <div className="min-w-0 flex-1 lg:[&>*]:mx-0">
        <Outlet />
      </div>
    </div>
  );
}

/** The same pages where there is no room for a list of them. */
function PageSelect() {
  const path = useLocation({ select: ({ pathname }) => pathname });
  const navigate = useNavigate();
  const here = PAGES.find(({ to }) => path.startsWith(to))?.to ?? '';
  return (
    <div className="lg:hidden">
      <Select
        isWide
        isField
        label={t('settings.goTo')}
        value={here}
        onChange={(to) => void navigate({ to })}
        options={PAGES.map(({ to, label }) => ({ value: to, label: t(label) }))}
      />
    </div>
  );
}
