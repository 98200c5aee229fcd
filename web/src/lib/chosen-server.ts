/**
 * Which server the app looks at, chosen in the top bar: the addresses of the pages say it, and the links of the navigation
 * carry it along. This browser remembers it for pages that do not say.
 */
import { useLocation, useSearch } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { positive } from './address.ts';
import { useLive } from './live/use-live.ts';
import { recall, remember } from './storage.ts';

const NAME = 'server';

/** Areas whose address can say one server. */
export const WITH_SERVER = ['/', '/history', '/stats', '/people'] as const;
type WithServer = (typeof WITH_SERVER)[number];

/** A number of a server out of an address; null is all servers. Pure. */
export const serverId = (value: unknown): number | null => positive(value) ?? null;

/** Whether the address of a page can say one server. Pure. */
export const hasServer = (path: string): boolean =>
  WITH_SERVER.some((area) => path === area || (area !== '/' && path.startsWith(area))) &&
  !/^\/(people|libraries)\/./.test(path);

let kept: number | null | undefined;
const listeners = new Set<() => void>();

const keptServer = (): number | null => {
  kept ??= serverId(recall(NAME));
  return kept;
};

/** Looks at one server from now on; null is all of them. */
export function chooseServer(id: number | null): void {
  kept = id;
  remember(NAME, id === null ? '' : String(id));
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The server that is looked at; null for all, and where there is only one. */
export function useChosenServer(): number | null {
  const remembered = useSyncExternalStore(subscribe, keptServer);
  const { server } = useSearch({ strict: false });
  const isSaid = hasServer(useLocation({ select: ({ pathname }) => pathname }));
  const id = isSaid ? serverId(server) : remembered;
  const isKnown = useLive(({ servers }) => servers.length > 1 && servers.some((one) => one.id === id));
  return isKnown ? id : null;
}

const isWithServer = (to: string): to is WithServer => WITH_SERVER.some((area) => area === to);

/** What the address of an area says besides its path. Pure. */
export const areaSearch = (to: string, id: number | null): { readonly server?: number } =>
  id !== null && isWithServer(to) ? { server: id } : {};
