import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { app } from '../../app-route.ts';
import { withMoreMessages } from '../../lib/load-messages.ts';
import { searchSearch } from '../search/search-search.ts';

const page = () => withMoreMessages(() => import('./item-page.tsx'));

/** Something that was played, by our number. */
const item = createRoute({
  getParentRoute: () => app,
  path: '/items/$itemId',
  component: lazyRouteComponent(page, 'ItemPage'),
});

/** Something that a server has, by its key. */
const serverItem = createRoute({
  getParentRoute: () => app,
  path: '/items/server/$serverId/$ratingKey',
  component: lazyRouteComponent(page, 'ServerItemPage'),
});

const search = createRoute({
  getParentRoute: () => app,
  path: '/search',
  validateSearch: searchSearch,
  component: lazyRouteComponent(() => withMoreMessages(() => import('../search/search-page.tsx')), 'SearchPage'),
});

/** Where Tautulli had the page of an item. */
const info = createRoute({
  getParentRoute: () => app,
  path: '/info',
  component: lazyRouteComponent(() => import('../search/old-info-page.tsx'), 'OldInfoPage'),
});

/** Pages of items, and how they are found. */
export const itemRoutes = [item, serverItem, search, info] as const;
