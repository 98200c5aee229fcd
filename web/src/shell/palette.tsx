import { useNavigate } from '@tanstack/react-router';
import { Clock, Search } from 'lucide-react';
import { useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { SearchField } from 'react-aria-components/SearchField';
import { fuzzyMatch } from '../lib/fuzzy.ts';
import { t } from '../lib/i18n.ts';
import { Keys } from '../ui/button.tsx';
import { type Command, FOUND, type Group } from './palette-command.ts';
import {
  type PaletteAsks,
  useActions,
  usePages,
  useSettingGroup,
  useStreamGroup,
  useTaskGroup,
  useViewGroup,
} from './palette-commands.ts';
import { openTarget, targetIcon, useFoundGroups } from './palette-found.ts';
import { noteCommand, recentCommands } from './palette-recent.ts';

interface Props extends PaletteAsks {
  readonly onClose: () => void;
}

/** What was chosen last: as it is now where it still is, by its target where it has one. */
function useRecent(known: readonly Command[]): Group {
  const navigate = useNavigate();
  const [recent] = useState(recentCommands);
  const commands = recent.flatMap(({ id, label, detail, target }): Command[] => {
    const command = known.find((one) => one.id === id);
    if (command !== undefined) return [{ ...command, id: `recent ${id}` }];
    if (target === undefined) return [];
    const words = detail === undefined ? { label } : { label, detail };
    return [
      { id: `recent ${id}`, ...words, icon: targetIcon(target), target, run: () => openTarget(navigate, target) },
    ];
  });
  return { title: t('palette.recent'), commands };
}

function useGroups(text: string, asks: PaletteAsks): { readonly groups: readonly Group[]; readonly isAsking: boolean } {
  const [pages, streams, actions] = [usePages(), useStreamGroup(), useActions(asks)];
  const [views, tasks, settings] = [useViewGroup(), useTaskGroup(), useSettingGroup(text)];
  const { groups: found, isAsking } = useFoundGroups(text);
  const known = [pages, streams, actions, views, tasks].flatMap(({ commands }) => commands);
  const recent = useRecent(known);
  const isEmpty = text.trim() === '';
  const groups = isEmpty
    ? [recent, pages, streams, views, actions]
    : [pages, streams, views, ...found, settings, actions, tasks];
  return { groups: groups.filter(({ commands }) => commands.length > 0), isAsking };
}

/** What was looked for by the words fits already; everything else by its letters. */
const fits = (name: string, text: string, node: { readonly key: string | number }): boolean =>
  String(node.key).startsWith(FOUND) || fuzzyMatch(name, text);

/** Search for anything there is: pages, streams, people, titles, settings, and what can be done. */
export function Palette({ onClose, ...asks }: Props) {
  const [text, setText] = useState('');
  const { groups, isAsking } = useGroups(text, asks);
  const all = groups.flatMap(({ commands }) => commands);
  const choose = (id: string | number): void => {
    const command = all.find((one) => one.id === id);
    onClose();
    if (command === undefined) return;
    noteCommand({ ...command, id: command.id.replace(/^recent /, '') });
    command.run();
  };
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => !isOpen && onClose()}
      className="animate-fade fixed inset-0 z-50 flex justify-center bg-(--scrim) p-4 sm:pt-[12vh]"
    >
      <Modal className="animate-rise h-fit w-full max-w-[38rem] overflow-hidden rounded-sheet bg-overlay shadow-overlay">
        <Dialog
          aria-label={t('palette.title')}
          className="max-h-[min(32rem,74dvh)] scroll-pt-16 overflow-y-auto outline-none"
        >
          <Autocomplete filter={fits} inputValue={text} onInputChange={setText}>
            <SearchField
              aria-label={t('palette.title')}
              autoFocus
              className="sticky top-0 z-1 flex h-13 items-center gap-3 border-b border-line bg-overlay px-4"
            >
              <Search size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-text-2" />
              <Input
                placeholder={t('palette.placeholder')}
                className="h-full min-w-0 flex-1 bg-transparent text-body-l outline-none placeholder:text-text-3 [&::-webkit-search-cancel-button]:hidden"
              />
              {isAsking && (
                <span role="status" className="shrink-0 text-caption text-text-2">
                  {t('palette.asking')}
                </span>
              )}
              <Keys keys="Esc" />
            </SearchField>
            <Menu
              aria-label={t('palette.title')}
              onAction={choose}
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
      {commands.map(({ id, label, detail, icon, keys }) => {
        const Icon = id.startsWith('recent ') ? Clock : icon;
        return (
          <MenuItem
            key={id}
            id={id}
            textValue={detail === undefined ? label : `${label} ${detail}`}
            className="flex h-10 cursor-pointer items-center gap-3 rounded-control px-3 text-body outline-none data-focused:bg-accent-fill data-focused:text-accent"
          >
            <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
            <bdi className="max-w-[70%] shrink-0 truncate">{label}</bdi>
            {detail !== undefined && <span className="min-w-0 truncate text-text-2">{detail}</span>}
            <span className="flex-1" />
            {keys !== undefined && <Keys keys={keys} />}
          </MenuItem>
        );
      })}
    </MenuSection>
  );
}
