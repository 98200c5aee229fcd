import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { demandSignedIn } from './guards.ts';
import { Shell } from './shell/shell.tsx';

const StartProblem = lazyRouteComponent(() => import('./shell/start-problem.tsx'), 'StartProblem');

/** Where every address begins. */
export const root = createRootRoute({ errorComponent: StartProblem });

/** Everything behind the door. */
export const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: demandSignedIn,
  component: Shell,
  errorComponent: StartProblem,
});
