import { type UseNavigateResult, useNavigate } from '@tanstack/react-router';
import { Film, Library, type LucideIcon, Search, UserRound } from 'lucide-react';
import type { LiveItem } from '#contract/live.ts';
import type { FoundTitle } from '#contract/search.ts';
import { foundDetail } from '../features/search/found-words.ts';
import { itemsOf, useSearchFor, useSettled } from '../features/search/use-search.ts';
import { t } from '../lib/i18n.ts';
import { kindIcon } from '../ui/kind-icons.ts';
import { type Command, FOUND, type Group, type Target } from './palette-command.ts';

type Go = UseNavigateResult<string>;

/** Opens the page of something that was found. */
export function openTarget(navigate: Go, target: Target): void {
  switch (target.kind) {
    case 'item':
      void navigate({ to: '/items/$itemId', params: { itemId: String(target.itemId) } });
      return;
    case 'key': {
      const params = { serverId: String(target.serverId), ratingKey: target.ratingKey };
      void navigate({ to: '/items/server/$serverId/$ratingKey', params });
      return;
    }
    case 'person':
      void navigate({ to: '/people/$personId', params: { personId: String(target.personId) } });
      return;
    case 'library':
      void navigate({ to: '/libraries/$libraryId', params: { libraryId: String(target.libraryId) } });
  }
}

/** The icon of what a target is, when nothing but its kind is known. */
export const targetIcon = (target: Target): LucideIcon =>
  ({ item: Film, key: Film, person: UserRound, library: Library })[target.kind];

/** Of each kind; more are on the page of the search. */
const LIMIT = 5;
const MOST = 8;

const liveKey = (serverId: number, { ratingKey }: Pick<LiveItem, 'ratingKey'>): string => `${serverId} ${ratingKey}`;

function liveTitle(serverId: number, item: LiveItem, navigate: Go): Command[] {
  if (item.ratingKey === null) return [];
  const target = { kind: 'key', serverId, ratingKey: item.ratingKey } as const;
  return [
    {
      id: `${FOUND}key ${liveKey(serverId, item)}`,
      label: item.title,
      detail: foundDetail(item),
      icon: kindIcon(item.mediaType),
      target,
      run: () => openTarget(navigate, target),
    },
  ];
}

function playedTitle(item: FoundTitle, navigate: Go): Command[] {
  const { itemId, serverId, ratingKey } = item;
  const target: Target | null =
    itemId !== null ? { kind: 'item', itemId } : ratingKey !== null ? { kind: 'key', serverId, ratingKey } : null;
  if (target === null) return [];
  return [
    {
      id: `${FOUND}${itemId === null ? `key ${serverId} ${ratingKey}` : `item ${itemId}`}`,
      label: item.title,
      detail: foundDetail(item),
      icon: kindIcon(item.mediaType),
      target,
      run: () => openTarget(navigate, target),
    },
  ];
}

/** Titles of the servers and of the history, people and libraries by the words typed so far. */
export function useFoundGroups(text: string): { readonly groups: Group[]; readonly isAsking: boolean } {
  const navigate = useNavigate();
  const settled = useSettled(text);
  const { recorded, servers, isAsking } = useSearchFor(settled, LIMIT);
  const live = servers.flatMap((one) => itemsOf(one).map((item) => ({ item, serverId: one.server.id })));
  const isInPlex = new Set(live.map(({ item, serverId }) => liveKey(serverId, item)));
  const played = (recorded?.titles ?? []).filter(
    ({ serverId, ratingKey }) => !isInPlex.has(`${serverId} ${ratingKey}`),
  );
  const people = (recorded?.people ?? []).map(({ id, name, username }): Command => {
    const target = { kind: 'person', personId: id } as const;
    const detail = username === name ? {} : { detail: username };
    return {
      id: `${FOUND}person ${id}`,
      label: name,
      ...detail,
      icon: UserRound,
      target,
      run: () => openTarget(navigate, target),
    };
  });
  const libraries = (recorded?.libraries ?? []).map(({ id, name }): Command => {
    const target = { kind: 'library', libraryId: id } as const;
    return { id: `${FOUND}library ${id}`, label: name, icon: Library, target, run: () => openTarget(navigate, target) };
  });
  const q = text.trim();
  const everywhere: Command = {
    id: `${FOUND}everywhere`,
    label: t('palette.everywhere', { q }),
    icon: Search,
    run: () => void navigate({ to: '/search', search: { q } }),
  };
  const groups = [
    { title: t('palette.people'), commands: people },
    {
      title: t('palette.titles'),
      commands: live.flatMap(({ item, serverId }) => liveTitle(serverId, item, navigate)).slice(0, MOST),
    },
    { title: t('palette.played'), commands: played.flatMap((item) => playedTitle(item, navigate)).slice(0, MOST) },
    { title: t('palette.libraries'), commands: libraries },
    { title: t('search.title'), commands: q === '' ? [] : [everywhere] },
  ];
  return { groups, isAsking };
}
