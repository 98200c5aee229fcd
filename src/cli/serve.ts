import type { CommandContext } from './context.ts';
import { startService } from './service.ts';
import { untilSignal } from './signals.ts';

/** `spyglass serve`: runs until SIGTERM or SIGINT, then stops in order. */
export async function serveUntilSignal(context: CommandContext): Promise<number> {
  const signal = untilSignal(context.clock);
  const service = await startService(context);
  context.log.info({ url: service.url }, 'open this address in a browser');
  context.log.info(`stopping: ${await signal}`);
  await service.stop();
  return 0;
}
