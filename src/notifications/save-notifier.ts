import { TRIGGERS, type Trigger } from '#contract/enums.ts';
import type { NotifierId } from '#contract/ids.ts';
import { type Db, inTransaction } from '#db/pool.ts';
import type { Condition } from './notifiers.ts';
import { insertNotifier, type TriggerChange, upsertNotifier, upsertTrigger } from './queries-save.ts';

export type { TriggerChange } from './queries-save.ts';

/** A kind of agent, as it is remembered with every agent of the kind. */
export interface AgentKind {
  readonly id: number;
  readonly name: string;
  readonly label: string;
}

/** Settings as JSON can hold them; which there are depends on the agent. */
type Config = Readonly<Record<string, unknown>>;

/** What saving an agent replaces; of its triggers only those that are named. */
export interface NotifierChange {
  readonly agent: AgentKind;
  readonly config: Config;
  readonly friendlyName: string | null;
  /** Whether nothing is sent for now. */
  readonly isPaused: boolean;
  /** null: none. */
  readonly conditions: readonly Condition[] | null;
  readonly conditionsLogic: string | null;
  readonly triggers: ReadonlyMap<Trigger, TriggerChange>;
}

type Seal = (secret: string) => string;

/** Makes an agent with these settings that nothing is sent to yet: every trigger is off, every text the default. */
export const addNotifier = (db: Db, seal: Seal, agent: AgentKind, config: Config): Promise<NotifierId> =>
  insertNotifier(db, { ...kindColumns(agent), configSealed: seal(JSON.stringify(config)) });

/** Replaces the settings of an agent, or makes one of this number. */
export async function saveNotifier(db: Db, seal: Seal, id: number, change: NotifierChange): Promise<void> {
  const { agent, config, friendlyName, isPaused, conditions, conditionsLogic, triggers } = change;
  const values = {
    ...kindColumns(agent),
    friendlyName,
    configSealed: seal(JSON.stringify(config)),
    conditions,
    conditionsLogic,
    isPaused,
  };
  await inTransaction(db, async (tx) => {
    const notifierId = await upsertNotifier(tx, id, values);
    for (const trigger of TRIGGERS) {
      const one = triggers.get(trigger);
      if (one !== undefined) await upsertTrigger(tx, notifierId, trigger, one);
    }
  });
}

const kindColumns = ({ id, name, label }: AgentKind) => ({ agentId: id, agentName: name, agentLabel: label });
