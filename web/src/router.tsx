import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { app, root } from './app-route.ts';
import { linkSearch } from './features/account/link-search.ts';
import { historySearch } from './features/history/search.ts';
import { itemRoutes } from './features/items/routes.ts';
import { leadToLibrary } from './features/libraries/old-link.ts';
import { librariesSearch, librarySearch } from './features/libraries/search.ts';
import { nowSearch } from './features/now/search.ts';
import { leadFromUser, leadFromUsers } from './features/people/old-links.ts';
import { peopleSearch } from './features/people/people-search.ts';
import { personSearch } from './features/people/period.ts';
import { demandEverybody, leadToSelf } from './features/people/search.ts';
import { setUpSearch } from './features/set-up/steps.ts';
import { settingSearch } from './features/settings/search.ts';
import { signInSearch } from './features/sign-in/search.ts';
import { graphs, statistics } from './features/statistics/routes.ts';
import { logSearch } from './features/system/log-filter.ts';
import { demandSettingUp, demandSignedOut } from './guards.ts';
import { basePath } from './lib/base-path.ts';
import { withMoreMessages } from './lib/load-messages.ts';
import { NotFound } from './shell/not-found.tsx';
import { PageError } from './shell/page-error.tsx';

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  beforeLoad: demandSignedOut,
  component: lazyRouteComponent(
    () => withMoreMessages(() => import('./features/sign-in/sign-in-page.tsx')),
    'SignInPage',
  ),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  validateSearch: setUpSearch,
  beforeLoad: demandSettingUp,
  component: lazyRouteComponent(() => withMoreMessages(() => import('./features/set-up/set-up-page.tsx')), 'SetUpPage'),
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
  component: lazyRouteComponent(
    () => withMoreMessages(() => import('./features/history/history-page.tsx')),
    'HistoryPage',
  ),
});

const trash = createRoute({
  getParentRoute: () => app,
  path: '/history/trash',
  component: lazyRouteComponent(() => withMoreMessages(() => import('./features/history/trash-page.tsx')), 'TrashPage'),
});

const play = createRoute({
  getParentRoute: () => history,
  path: '$playId',
  component: lazyRouteComponent(() => withMoreMessages(() => import('./features/history/play-panel.tsx')), 'PlayPanel'),
});

const people = createRoute({
  getParentRoute: () => app,
  path: '/people',
  validateSearch: peopleSearch,
  beforeLoad: demandEverybody,
  component: lazyRouteComponent(
    () => withMoreMessages(() => import('./features/people/people-page.tsx')),
    'PeoplePage',
  ),
});

const ownPerson = createRoute({
  getParentRoute: () => app,
  path: '/people/me',
  beforeLoad: leadToSelf,
  component: lazyRouteComponent(
    () => withMoreMessages(() => import('./features/people/nobody-page.tsx')),
    'NobodyPage',
  ),
});

const person = createRoute({
  getParentRoute: () => app,
  path: '/people/$personId',
  validateSearch: personSearch,
  component: lazyRouteComponent(
    () => withMoreMessages(() => import('./features/people/person-page.tsx')),
    'PersonPage',
  ),
});

/** Where Tautulli had people. */
const oldUsers = createRoute({ getParentRoute: () => app, path: '/users', beforeLoad: leadFromUsers });
const oldUser = createRoute({ getParentRoute: () => app, path: '/user', beforeLoad: leadFromUser });

/** A part of a person's page, which shows it. */
const personTab = createRoute({ getParentRoute: () => person, path: '$tab' });

const libraries = createRoute({
  getParentRoute: () => app,
  path: '/libraries',
  validateSearch: librariesSearch,
  component: lazyRouteComponent(
    () => withMoreMessages(() => import('./features/libraries/libraries-page.tsx')),
    'LibrariesPage',
  ),
});

const library = createRoute({
  getParentRoute: () => app,
  path: '/libraries/$libraryId',
  validateSearch: librarySearch,
  component: lazyRouteComponent(
    () => withMoreMessages(() => import('./features/libraries/library-page.tsx')),
    'LibraryPage',
  ),
});

/** A part of a library's page, which shows it. */
const libraryTab = createRoute({ getParentRoute: () => library, path: '$tab' });

/** As the program before us named a library. */
const oldLibrary = createRoute({
  getParentRoute: () => app,
  path: '/library',
  beforeLoad: ({ search }) => leadToLibrary(search),
});

const connect = createRoute({
  getParentRoute: () => app,
  path: '/connect',
  component: lazyRouteComponent(
    () => withMoreMessages(() => import('./features/connect/connect-page.tsx')),
    'ConnectPage',
  ),
});

const account = createRoute({
  getParentRoute: () => app,
  path: '/account',
  validateSearch: linkSearch,
  component: lazyRouteComponent(
    () => withMoreMessages(() => import('./features/account/account-page.tsx')),
    'AccountPage',
  ),
});

/** Settings and system have a navigation of their own. */
const settingsFrame = createRoute({
  getParentRoute: () => app,
  id: 'settings-frame',
  component: lazyRouteComponent(() => withMoreMessages(() => import('./features/settings/frame.tsx')), 'SettingsFrame'),
});

const settings = createRoute({
  getParentRoute: () => settingsFrame,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$section', params: { section: 'general' }, replace: true });
  },
});

const section = createRoute({
  getParentRoute: () => settingsFrame,
  path: '/settings/$section',
  validateSearch: settingSearch,
  component: lazyRouteComponent(
    () => withMoreMessages(() => import('./features/settings/section-page.tsx')),
    'SectionPage',
  ),
});

const health = createRoute({
  getParentRoute: () => settingsFrame,
  path: '/system/health',
  component: lazyRouteComponent(
    () => withMoreMessages(() => import('./features/system/health-page.tsx')),
    'HealthPage',
  ),
});

const logs = createRoute({
  getParentRoute: () => settingsFrame,
  path: '/system/logs',
  validateSearch: logSearch,
  component: lazyRouteComponent(() => withMoreMessages(() => import('./features/system/log-page.tsx')), 'LogPage'),
});

const tasks = createRoute({
  getParentRoute: () => settingsFrame,
  path: '/system/tasks',
  component: lazyRouteComponent(() => withMoreMessages(() => import('./features/system/tasks-page.tsx')), 'TasksPage'),
});

const about = createRoute({
  getParentRoute: () => settingsFrame,
  path: '/system/about',
  component: lazyRouteComponent(() => withMoreMessages(() => import('./features/system/about-page.tsx')), 'AboutPage'),
});

const access = createRoute({
  getParentRoute: () => settingsFrame,
  path: '/settings/access',
  component: lazyRouteComponent(
    () => withMoreMessages(() => import('./features/access/access-page.tsx')),
    'AccessPage',
  ),
});

const keys = createRoute({
  getParentRoute: () => settingsFrame,
  path: '/settings/keys',
  component: lazyRouteComponent(() => withMoreMessages(() => import('./features/access/keys-page.tsx')), 'KeysPage'),
});

const imports = createRoute({
  getParentRoute: () => settingsFrame,
  path: '/settings/import',
  component: lazyRouteComponent(
    () => withMoreMessages(() => import('./features/import/import-page.tsx')),
    'ImportPage',
  ),
});

/** An address that leads nowhere; who is not signed in need not know that. */
const nowhere = createRoute({ getParentRoute: () => app, path: '$', component: NotFound });

/** Every address of the app. Made once, by main.tsx. */
export const makeRouter = () =>
  createRouter({
    routeTree: root.addChildren([
      signIn,
      setUp,
      app.addChildren([
        now,
        history.addChildren([play]),
        trash,
        graphs,
        statistics,
        people,
        ownPerson,
        oldUsers,
        oldUser,
        person.addChildren([personTab]),
        ...itemRoutes,
        libraries,
        library.addChildren([libraryTab]),
        oldLibrary,
        connect,
        account,
        settingsFrame.addChildren([settings, section, access, keys, imports, health, logs, tasks, about]),
        nowhere,
      ]),
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
