/** Which tags the kinds of agents understand (notification notes 2.3). */
import { type KeptTags, stripHtml } from './strip-html.ts';

/** E-mail, Slack, Discord and webhooks get the text as it was written. */
const UNTOUCHED = new Set([10, 14, 20, 25]);

const KEPT: ReadonlyMap<number, KeptTags> = new Map([
  // Pushover
  [7, { b: [], i: [], u: [], a: ['href'], font: ['color'] }],
  // Telegram
  [
    13,
    {
      b: [],
      strong: [],
      i: [],
      em: [],
      u: [],
      ins: [],
      s: [],
      strike: [],
      del: [],
      span: ['class'],
      'tg-spoiler': [],
      a: ['href'],
      'tg-emoji': ['emoji-id'],
      code: ['class'],
      pre: [],
      blockquote: ['expandable'],
    },
  ],
]);

/** Stand for `<` and `>` inside of braces, where they separate a prefix or suffix from a name. */
const LESS = '%temp_lt_token%';
const GREATER = '%temp_gt_token%';
const FIELD = /\{.*?\}/g;

/** A template with the tags its agent understands. */
export function stripForAgent(template: string, agentId: number): string {
  const stripped = UNTOUCHED.has(agentId) ? template : stripHtml(hideFields(template), KEPT.get(agentId) ?? {});
  return stripped.replaceAll(LESS, '<').replaceAll(GREATER, '>');
}

const hideFields = (template: string): string =>
  template.replace(FIELD, (field) => field.replaceAll('<', LESS).replaceAll('>', GREATER));
