import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from './deps.ts';
import { register, takeBytes } from './route.ts';
import { importRoutes } from './routes/import-routes.ts';
import { uploadRoutes } from './routes/upload-routes.ts';

/** The routes of imports, in a scope of their own: they take files as bytes. */
export const importScope =
  (deps: HttpDeps) =>
  async (scope: FastifyInstance): Promise<void> => {
    takeBytes(scope);
    register(scope, deps, [...importRoutes, ...uploadRoutes]);
  };
