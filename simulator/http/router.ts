import type { Call } from './call.ts';
import type { Reply } from './reply.ts';

/** The named parts of a path: `:id` is one element, `*rest` everything that is left. */
export type Params = Readonly<Record<string, string>>;

export interface Route<C extends Call> {
  readonly pattern: string;
  /** Absent = every method. */
  readonly method?: string;
  readonly run: (call: C, params: Params) => Reply | null;
}

interface Compiled<C extends Call> extends Route<C> {
  readonly segments: readonly string[];
}

function match(pattern: readonly string[], segments: readonly string[]): Params | null {
  const params: Record<string, string> = {};
  for (const [i, part] of pattern.entries()) {
    if (part.startsWith('*')) {
      params[part.slice(1)] = segments.slice(i).join('/');
      return params;
    }
    const segment = segments[i];
    if (segment === undefined) return null;
    if (part.startsWith(':') && part.length > 1) params[part.slice(1)] = segment;
    else if (part !== segment) return null;
  }
  return pattern.length === segments.length ? params : null;
}

/** The answer of the first route that fits, or null when none does. */
export type Router<C extends Call> = (call: C) => Reply | null;

/** A router over a table of routes, tried in order. Path elements named `:` stand for themselves. */
export function makeRouter<C extends Call>(routes: readonly Route<C>[]): Router<C> {
  const table: Compiled<C>[] = routes.map((route) => ({
    ...route,
    segments: route.pattern.split('/').filter(Boolean),
  }));
  return (call) => {
    for (const route of table) {
      if (route.method !== undefined && route.method !== call.method) continue;
      const params = match(route.segments, call.segments);
      if (params !== null) return route.run(call, params);
    }
    return null;
  };
}
