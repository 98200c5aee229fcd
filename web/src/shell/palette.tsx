import { useNavigate } from '@tanstack/react-router';
import { CircleHelp, type LucideIcon, Maximize2, Moon, Play, Rows2, Search, Sun, SunMoon } from 'lucide-react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { SearchField } from 'react-aria-components/SearchField';
import { fuzzyMatch } from '../lib/fuzzy.ts';
import { t } from '../lib/i18n.ts';
import { useLive } from '../lib/live/use-live.ts';
import { prefer } from '../lib/preferences.ts';
import { useMay } from '../lib/session.ts';
import { Keys } from '../ui/button.tsx';
import { useAreas } from './areas.ts';
import { ADMIN_PAGES, OWN_PAGES, SYSTEM_PAGES } from './more-pages.ts';
import { flipDensity } from './shell.tsx';

interface Command {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly icon: LucideIcon;
  readonly keys?: string;
  readonly run: () => void;
}

interface Group {
  readonly title: string;
  readonly commands: readonly Command[];
}

interface Props {
  readonly onClose: () => void;
  readonly onHelp: () => void;
}

/** More live streams than this are better looked for on the page. */
const MAX_STREAMS = 50;

function useGroups(onHelp: () => void): Group[] {
  const navigate = useNavigate();
  const sessions = useLive((state) => state.sessions);
  const pages: Command[] = useAreas().map(({ to, label, icon, keys }) => ({
    id: to,
    label: t(label),
    icon,
    keys,
    run: () => void navigate({ to }),
  }));
  const streams: Command[] = sessions
    .filter(({ ending }) => ending === null)
    .slice(0, MAX_STREAMS)
    .map(({ view }) => ({
      id: `stream ${view.id}`,
      label: view.item.fullTitle,
      detail: view.user.name,
      icon: Play,
      run: () => void navigate({ to: '/', search: { stream: view.id } }),
    }));
  const isAdmin = useMay('admin');
  const more: Command[] = [...OWN_PAGES, ...(isAdmin ? [...ADMIN_PAGES, ...SYSTEM_PAGES] : [])].map(
    ({ to, label, icon }) => ({
      id: to,
      label: t(label),
      icon,
      run: () => void navigate({ to }),
    }),
  );
  return [
    { title: t('palette.pages'), commands: [...pages, ...more] },
    { title: t('palette.streams'), commands: streams },
    {
      title: t('palette.actions'),
      commands: [...actions(onHelp), kiosk(() => void navigate({ to: '/', search: { kiosk: 1 } }))],
    },
  ].filter(({ commands }) => commands.length > 0);
}

const kiosk = (run: () => void): Command => ({ id: 'kiosk', label: t('kiosk.open'), icon: Maximize2, run });

const actions = (onHelp: () => void): Command[] => [
  { id: 'dark', label: t('palette.dark'), icon: Moon, keys: 't', run: () => prefer({ theme: 'dark' }) },
  { id: 'light', label: t('palette.light'), icon: Sun, keys: 't', run: () => prefer({ theme: 'light' }) },
  { id: 'system', label: t('palette.system'), icon: SunMoon, run: () => prefer({ theme: 'system' }) },
  { id: 'density', label: t('keys.density'), icon: Rows2, keys: 'd', run: flipDensity },
  { id: 'help', label: t('help.title'), icon: CircleHelp, keys: '?', run: onHelp },
];

/** Search for anything there is to do: pages, live streams, appearance. */
export function Palette({ onClose, onHelp }: Props) {
  const groups = useGroups(onHelp);
  const all = groups.flatMap(({ commands }) => commands);
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => !isOpen && onClose()}
      className="animate-fade fixed inset-0 z-50 flex justify-center bg-(--scrim) p-4 sm:pt-[12vh]"
    >
      <Modal className="animate-rise h-fit w-full max-w-[36rem] overflow-hidden rounded-sheet bg-overlay shadow-overlay">
        <Dialog
          aria-label={t('palette.title')}
          className="max-h-[min(28rem,70dvh)] scroll-pt-16 overflow-y-auto outline-none"
        >
          <Autocomplete filter={fuzzyMatch}>
            <SearchField
              aria-label={t('palette.title')}
              autoFocus
              className="sticky top-0 z-1 flex h-13 items-center gap-3 border-b border-line bg-overlay px-4"
            >
              <Search size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-text-2" />
              <Input
                placeholder={t('palette.placeholder')}
                className="h-full flex-1 bg-transparent text-body-l outline-none placeholder:text-text-3"
              />
              <Keys keys="Esc" />
            </SearchField>
            <Menu
              aria-label={t('palette.title')}
              onAction={(id) => {
                onClose();
                all.find((command) => command.id === id)?.run();
              }}
              renderEmptyState={() => <p className="px-3 py-6 text-center text-text-2">{t('palette.empty')}</p>}
              className="p-2 outline-none"
            >
              {groups.map((group) => (
                <PaletteGroup key={group.title} group={group} />
              ))}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteGroup({ group: { title, commands } }: { readonly group: Group }) {
  return (
    <MenuSection aria-label={title}>
      <Header className="flex justify-between px-3 pt-2 pb-1 text-caption text-text-2">
        <span>{title}</span>
        <span className="tabular">{commands.length}</span>
      </Header>
      {commands.map(({ id, label, detail, icon: Icon, keys }) => (
        <MenuItem
          key={id}
          id={id}
          textValue={detail === undefined ? label : `${label} ${detail}`}
          className="flex h-10 cursor-pointer items-center gap-3 rounded-control px-3 text-body outline-none data-focused:bg-accent-fill data-focused:text-accent"
        >
          <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
          <span className="truncate">{label}</span>
          {detail !== undefined && <span className="shrink-0 text-text-2">{detail}</span>}
          <span className="flex-1" />
          {keys !== undefined && <Keys keys={keys} />}
        </MenuItem>
      ))}
    </MenuSection>
  );
}
