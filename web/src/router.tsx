import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { historySearch } from './features/history/search.ts';
import { nowSearch } from './features/now/search.ts';
import { setUpSearch } from './features/set-up/steps.ts';
import { signInSearch } from './features/sign-in/search.ts';
import { demandSettingUp, demandSignedIn, demandSignedOut } from './guards.ts';
import { basePath } from './lib/base-path.ts';
import { NotFound } from './shell/not-found.tsx';
import { PageError } from './shell/page-error.tsx';
import { Shell } from './shell/shell.tsx';
import { StartProblem } from './shell/start-problem.tsx';

const root = createRootRoute({ errorComponent: StartProblem });

/** Everything behind the door. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: demandSignedIn,
  component: Shell,
  errorComponent: StartProblem,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  beforeLoad: demandSignedOut,
  component: lazyRouteComponent(() => import('./features/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  validateSearch: setUpSearch,
  beforeLoad: demandSettingUp,
  component: lazyRouteComponent(() => import('./features/set-up/set-up-page.tsx'), 'SetUpPage'),
});

const now = createRoute({
  getParentRoute: () => app,
  path: '/',
  validateSearch: nowSearch,
  component: lazyRouteComponent(() => import('./features/now/now-page.tsx'), 'NowPage'),
});

const history = createRoute({
  getParentRoute: () => app,
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
  getParentRoute: () => app,
  path: '/connect',
  component: lazyRouteComponent(() => import('./features/connect/connect-page.tsx'), 'ConnectPage'),
});

const account = createRoute({
  getParentRoute: () => app,
  path: '/account',
  component: lazyRouteComponent(() => import('./features/account/account-page.tsx'), 'AccountPage'),
});

const access = createRoute({
  getParentRoute: () => app,
  path: '/settings/access',
  component: lazyRouteComponent(() => import('./features/access/access-page.tsx'), 'AccessPage'),
});

const keys = createRoute({
  getParentRoute: () => app,
  path: '/settings/keys',
  component: lazyRouteComponent(() => import('./features/access/keys-page.tsx'), 'KeysPage'),
});

const imports = createRoute({
  getParentRoute: () => app,
  path: '/settings/import',
  component: lazyRouteComponent(() => import('./features/import/import-page.tsx'), 'ImportPage'),
});

/** An address that leads nowhere; who is not signed in need not know that. */
const nowhere = createRoute({ getParentRoute: () => app, path: '$', component: NotFound });

/** Every address of the app. Made once, by main.tsx. */
export const makeRouter = () =>
  createRouter({
    routeTree: root.addChildren([
      signIn,
      setUp,
      app.addChildren([now, history.addChildren([play]), connect, account, access, keys, imports, nowhere]),
    ]),
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
