/** How commands get at the Plex server and at plex.tv. */
import type { LiveServer } from '#catalogue/live-server.ts';
import type { Answer as Told } from '#plex/facts.ts';
import type { CommandContext } from '../command.ts';

/** The server that is meant where a client knows of one; null while none can be asked. */
export const liveServerOf = async ({ services }: Pick<CommandContext, 'services'>): Promise<LiveServer | null> =>
  (await services.plex?.()) ?? null;

/** What the server says; null when there is none, it does not answer or it does not say. */
export async function told<T>(
  context: Pick<CommandContext, 'services'>,
  ask: (server: LiveServer) => Promise<Told<T>>,
): Promise<T | null> {
  const server = await liveServerOf(context);
  const answer = server === null ? null : await ask(server);
  return answer?.ok ? answer.value : null;
}
