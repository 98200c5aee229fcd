import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { app } from '../../app-route.ts';
import { withMoreMessages } from '../../lib/load-messages.ts';
import { yearSearch } from '../statistics-year/search.ts';
import { statsSearch } from './search.ts';

const stats = createRoute({
  getParentRoute: () => app,
  path: '/stats',
  validateSearch: statsSearch,
  component: lazyRouteComponent(() => withMoreMessages(() => import('./statistics-page.tsx')), 'StatisticsPage'),
});

/** Where Tautulli had its graphs. */
export const graphs = createRoute({
  getParentRoute: () => app,
  path: '/graphs',
  beforeLoad: ({ location: { hash } }) => {
    const to = hash === 'concurrent-graph' ? '/stats/streams' : '/stats';
    throw redirect({ to, ...(to === '/stats/streams' && { hash }), replace: true });
  },
});

const statsOverview = createRoute({
  getParentRoute: () => stats,
  path: '/',
  component: lazyRouteComponent(() => withMoreMessages(() => import('./overview-tab.tsx')), 'OverviewTab'),
});

const statsTime = createRoute({
  getParentRoute: () => stats,
  path: 'time',
  component: lazyRouteComponent(() => withMoreMessages(() => import('./time-tab.tsx')), 'TimeTab'),
});

const statsPeople = createRoute({
  getParentRoute: () => stats,
  path: 'people',
  component: lazyRouteComponent(() => withMoreMessages(() => import('./people-tab.tsx')), 'PeopleTab'),
});

const statsDevices = createRoute({
  getParentRoute: () => stats,
  path: 'devices',
  component: lazyRouteComponent(() => withMoreMessages(() => import('./devices-tab.tsx')), 'DevicesTab'),
});

const statsStreams = createRoute({
  getParentRoute: () => stats,
  path: 'streams',
  component: lazyRouteComponent(() => withMoreMessages(() => import('./streams-tab.tsx')), 'StreamsTab'),
});

const statsNetwork = createRoute({
  getParentRoute: () => stats,
  path: 'network',
  component: lazyRouteComponent(
    () => withMoreMessages(() => import('../statistics-network/network-tab.tsx')),
    'NetworkTab',
  ),
});

const statsMap = createRoute({
  getParentRoute: () => stats,
  path: 'map',
  component: lazyRouteComponent(() => withMoreMessages(() => import('../statistics-map/map-tab.tsx')), 'MapTab'),
});

const statsYear = createRoute({
  getParentRoute: () => stats,
  path: 'year',
  validateSearch: yearSearch,
  component: lazyRouteComponent(() => withMoreMessages(() => import('../statistics-year/year-tab.tsx')), 'YearTab'),
});

/** The addresses of the statistics. */
export const statistics = stats.addChildren([
  statsOverview,
  statsTime,
  statsPeople,
  statsDevices,
  statsStreams,
  statsNetwork,
  statsMap,
  statsYear,
]);
