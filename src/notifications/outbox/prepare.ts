/** What a message is made of: the values of the event, an agent's conditions and its texts. */
import type { Settings } from '#config/settings.ts';
import type { Tx } from '#db/pool.ts';
import type { Announcement } from '../announce.ts';
import type { WantingNotifier } from '../queries-gates.ts';
import type { Delivery } from './delivery.ts';

export type Texts = Pick<Delivery, 'subject' | 'body' | 'scriptArguments'>;

/** The values of one event, read once for all agents. */
export interface Prepared {
  /** Whether an agent's own conditions are met. */
  passes(notifier: WantingNotifier): boolean;
  /** The finished texts of an agent; null when not even the default text can be made. */
  render(notifier: WantingNotifier): Texts | null;
}

export type Prepare = (tx: Tx, told: Announcement, settings: Settings) => Promise<Prepared>;

/** Values by name, put into the places where a text names them. */
export const prepare: Prepare = async (_tx, told) => {
  const values: Record<string, string> = { action: told.trigger.replace(/^on_/, '') };
  if (told.kind === 'stream') {
    values.session_key = told.stream.sessionKey;
    values.rating_key = told.stream.listed.item.ratingKey ?? '';
    values.title = told.stream.listed.item.fullTitle;
    values.player = told.stream.listed.player.title;
    values.user = told.stream.listed.account.name;
  }
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (field, name: string) => values[name] ?? field);
  return {
    passes: () => true,
    render: ({ subject, body }) => ({ subject: fill(subject ?? ''), body: fill(body ?? ''), scriptArguments: null }),
  };
};
