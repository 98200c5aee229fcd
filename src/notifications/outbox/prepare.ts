/** What a message is made of: the values of the event, an agent's conditions and its texts. */
import { z } from 'zod';
import type { EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { Tx } from '#db/pool.ts';
import type { Log } from '#log';
import type { Announcement } from '../announce.ts';
import { evaluateConditions } from '../conditions/evaluate-conditions.ts';
import { buildParameters } from '../parameters/build-parameters.ts';
import type { Words } from '../parameters/types.ts';
import type { WantingNotifier } from '../queries-gates.ts';
import { defaultTexts } from '../text/default-texts.ts';
import { renderNotification } from '../text/render-notification.ts';
import type { Parameters } from '../text/values.ts';
import { parameterContext, parameterEvent } from './context.ts';
import type { Delivery } from './delivery.ts';

export type Texts = Pick<Delivery, 'subject' | 'body' | 'scriptArguments'>;

/** The values of one event, for all agents. */
export interface Prepared {
  /** Whether an agent's own conditions are met. */
  passes(notifier: WantingNotifier): boolean;
  /** The finished texts of an agent; null when not even the default text can be made. */
  render(notifier: WantingNotifier): Texts | null;
}

/** What is known of an event, read once. */
export interface Material {
  /** The account name of who watches. */
  readonly userName: string | null;
  /** The values of the event itself, or of what follows it for the same stream. */
  prepared(told: Announcement): Prepared;
}

/** `now` is the moment up to which what goes on is counted. */
export type Prepare = (tx: Tx, told: Announcement, settings: Settings, now: EpochMs) => Promise<Material>;

export interface PrepareDeps {
  readonly log: Log;
  readonly words: Words;
  /** IANA name of the zone people live in. */
  readonly timeZone: string;
  /** Opens sealed settings. */
  open(sealed: string): string;
}

/** Conditions, texts and values as the notes have them. */
export function createPrepare(deps: PrepareDeps): Prepare {
  return async (tx, first, settings, now) => {
    const place = { now, timeZone: deps.timeZone, words: deps.words };
    const event = await parameterEvent(tx, first);
    const context = await parameterContext(tx, first.serverId, settings, place);
    return {
      userName: event.kind === 'stream' ? event.person.username : null,
      prepared(told) {
        const own = event.kind === 'stream' && told.kind === 'stream' ? { ...event, trigger: told.trigger } : event;
        const parameters = buildParameters(own, context);
        return {
          passes: (notifier) => passes(deps.log, notifier, parameters),
          render: (notifier) => render(deps, notifier, told, parameters, settings),
        };
      },
    };
  };
}

function passes(log: Log, { id, conditions, conditionsLogic }: WantingNotifier, parameters: Parameters): boolean {
  const stored = Array.isArray(conditions) ? conditions : [];
  const verdict = evaluateConditions(stored, conditionsLogic, parameters);
  if (!verdict.ok) log.warn({ notifierId: id, reason: verdict.problem }, 'the conditions of an agent cannot be asked');
  return verdict.ok && verdict.isMet;
}

function render(
  deps: PrepareDeps,
  notifier: WantingNotifier,
  told: Announcement,
  parameters: Parameters,
  settings: Settings,
): Texts | null {
  const preset = defaultTexts(told.trigger, notifier.agentId);
  const rendered = renderNotification({
    agent: { id: notifier.agentId, sendsJson: sendsJson(deps, notifier) },
    trigger: told.trigger,
    mediaType: mediaTypeOf(told),
    subjectTemplate: notifier.subject ?? preset.subject,
    bodyTemplate: notifier.body ?? preset.body,
    parameters,
    settings: { evaluatesExpressions: settings.notificationExpressions },
  });
  for (const { part, problem } of rendered.problems)
    deps.log.warn({ notifierId: notifier.id, trigger: told.trigger, part, problem }, 'a text cannot be rendered');
  if (!rendered.ok) return null;
  const { subject, body, scriptArguments } = rendered;
  return { subject, body, scriptArguments: notifier.agentId === SCRIPT_AGENT ? [...scriptArguments] : null };
}

function mediaTypeOf(told: Announcement): string | null {
  if (told.kind === 'server') return null;
  return told.kind === 'stream' ? told.stream.listed.item.mediaType : told.item.item.mediaType;
}

const SCRIPT_AGENT = 15;
const MQTT_AGENT = 23;

/** Stored settings say yes with a number or a text. */
const SendsJson = z.object({ as_json: z.union([z.literal(1), z.literal('1'), z.literal(true)]) });

/** Whether the texts of an agent are JSON although those of its kind need not be. */
const sendsJson = ({ open }: PrepareDeps, { agentId, configSealed }: WantingNotifier): boolean =>
  agentId === MQTT_AGENT && SendsJson.safeParse(JSON.parse(open(configSealed))).success;
