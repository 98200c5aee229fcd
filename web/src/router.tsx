import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { historySearch } from './features/history/search.ts';
import { nowSearch } from './features/now/search.ts';
import { basePath } from './lib/base-path.ts';
import { NotFound } from './shell/not-found.tsx';
import { PageError } from './shell/page-error.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: PageError });

const now = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: nowSearch,
  component: lazyRouteComponent(() => import('./features/now/now-page.tsx'), 'NowPage'),
});

const history = createRoute({
  getParentRoute: () => root,
  path: '/history',
  validateSearch: historySearch,
  component: lazyRouteComponent(() => import('./features/history/history-page.tsx'), 'HistoryPage'),
});

const play = createRoute({
  getParentRoute: () => history,
  path: '$playId',
  component: lazyRouteComponent(() => import('./features/history/play-panel.tsx'), 'PlayPanel'),
});

const connect = createRoute({
  getParentRoute: () => root,
  path: '/connect',
  component: lazyRouteComponent(() => import('./features/connect/connect-page.tsx'), 'ConnectPage'),
});

/** Every address of the app. Made once, by main.tsx. */
export const makeRouter = () =>
  createRouter({
    routeTree: root.addChildren([now, history.addChildren([play]), connect]),
    basepath: basePath() || '/',
    defaultPreload: 'intent',
    defaultErrorComponent: PageError,
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
