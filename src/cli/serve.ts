import type { CommandContext } from './context.ts';
import { startService } from './service.ts';
import { onHangUp, untilSignal } from './signals.ts';

/** `spyglass serve`: runs until SIGTERM or SIGINT, then stops in order. SIGHUP reads the settings file again. */
export async function serveUntilSignal(context: CommandContext): Promise<number> {
  const signal = untilSignal(context.clock);
  const service = await startService(context);
  // Without such a file the signal ends the program, as it does when its terminal is closed.
  if (context.config.settingsFile !== undefined) onHangUp(() => service.reloadSettings(), context.log);
  await service.tellSetUpCode();
  context.log.info({ url: service.url }, 'open this address in a browser');
  context.log.info(`stopping: ${await signal}`);
  await service.stop();
  return 0;
}
