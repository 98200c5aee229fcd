import { z } from 'zod';
import { TRIGGERS, type Trigger } from '#contract/enums.ts';
import type { Db } from '#db/pool.ts';
import { notifierRow, notifierRows, removeNotifier, triggerRows } from './queries.ts';

/** An agent in the list. */
export interface NotifierSummary {
  readonly id: number;
  readonly agentId: number;
  readonly agentName: string;
  readonly agentLabel: string;
  readonly friendlyName: string | null;
  /** Whether nothing is sent for now. */
  readonly isPaused: boolean;
  /** Whether any trigger is switched on. */
  readonly isTriggered: boolean;
  /** When it was sent something last, and whether that went well; null when it never was. */
  readonly lastSentAt: Date | null;
  readonly lastWasSuccess: boolean | null;
  /** What the row of an import says beyond the columns. */
  readonly importedValues: unknown;
}

const Conditions = z.array(z.record(z.string(), z.json()));
export type Condition = Readonly<Record<string, z.infer<ReturnType<typeof z.json>>>>;

/** An agent's settings as they were stored; which there are depends on the agent. */
const Config = z.record(z.string(), z.json());
export type NotifierConfig = z.infer<typeof Config>;

export interface TriggerTexts {
  readonly isEnabled: boolean;
  /** null: the text of the trigger. */
  readonly subject: string | null;
  readonly body: string | null;
}

/** An agent with all its settings, secrets included. */
export interface NotifierDetail extends Omit<NotifierSummary, 'isTriggered' | 'lastSentAt' | 'lastWasSuccess'> {
  readonly config: NotifierConfig;
  /** null when none were ever set. */
  readonly conditions: readonly Condition[] | null;
  readonly conditionsLogic: string | null;
  readonly triggers: ReadonlyMap<Trigger, TriggerTexts>;
}

/** All agents, or those a trigger is switched on for, by id. */
export const listNotifiers = (db: Db, trigger: Trigger | null): Promise<readonly NotifierSummary[]> =>
  notifierRows(db, trigger);

/**
 * One agent; null when there is none of that id.
 * @throws Problem `invalid` when `open` cannot read the sealed settings.
 */
export async function readNotifier(
  db: Db,
  id: number,
  open: (sealed: string) => string,
): Promise<NotifierDetail | null> {
  const row = await notifierRow(db, id);
  if (row === null) return null;
  const rows = await triggerRows(db, row.id);
  const { agentId, agentName, agentLabel, friendlyName, isPaused, conditionsLogic, importedValues } = row;
  return {
    id: row.id,
    agentId,
    agentName,
    agentLabel,
    friendlyName,
    isPaused,
    importedValues,
    config: parseStored(Config, open(row.configSealed)) ?? {},
    conditions: Conditions.safeParse(row.conditions).data ?? null,
    conditionsLogic,
    triggers: new Map(
      TRIGGERS.map((trigger): [Trigger, TriggerTexts] => [
        trigger,
        rows.find((one) => one.trigger === trigger) ?? { isEnabled: false, subject: null, body: null },
      ]),
    ),
  };
}

/** Of which kind an agent is; null when there is none of that id. */
export async function readNotifierKind(db: Db, id: number): Promise<number | null> {
  return (await notifierRow(db, id))?.agentId ?? null;
}

/** Removes an agent, if there is one; what it was sent stays in the log. */
export const deleteNotifier = (db: Db, id: number): Promise<void> => removeNotifier(db, id);

/** JSON of a stored text; null when it is none, or not of that shape. */
function parseStored<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
