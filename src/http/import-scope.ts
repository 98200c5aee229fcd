import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '#problem';
import type { HttpDeps } from './deps.ts';
import { isNearby } from './nearby.ts';
import { register, takeBytes } from './route.ts';
import { importRoutes } from './routes/import-routes.ts';
import { uploadRoutes } from './routes/upload-routes.ts';

/**
 * The routes of imports, in a scope of their own: they take files as bytes, and until people sign in they answer
 * nobody who is further away than the private network.
 */
export const importScope =
  (deps: HttpDeps) =>
  async (scope: FastifyInstance): Promise<void> => {
    takeBytes(scope);
    scope.addHook('onRequest', async (request) => refuseFromAfar(request));
    register(scope, deps, [...importRoutes, ...uploadRoutes]);
  };

function refuseFromAfar(request: FastifyRequest): void {
  const forwardedFor = request.headers['x-forwarded-for'];
  const sent = Array.isArray(forwardedFor) ? forwardedFor.join(',') : forwardedFor;
  if (isNearby(request.socket.remoteAddress, sent)) return;
  throw new Problem('forbidden', 'Imports are open to this machine and its private network only', {
    hint: 'Use a browser on the same network, or the command spyglass import on the server',
  });
}
