import { Problem } from '#problem';
import type { ExistingData } from '../types.ts';
import { countOf } from './confirmation.ts';

/** An import that was not allowed to replace what is there; nothing was changed. */
export class WouldReplace extends Problem {
  readonly existing: ExistingData;

  constructor(existing: ExistingData) {
    const { plays, serverName } = existing;
    super('conflict', `The import would replace ${countOf(plays, 'play', 'plays')} of ${serverName ?? 'the server'}`, {
      hint: 'Confirm it, or give the import a server name of its own to keep both',
    });
    this.name = 'WouldReplace';
    this.existing = existing;
  }
}
