import { type Log, redact } from '#log';
import { describeError } from '#problem';
import {
  type Agent,
  type AgentDeps,
  failedForNow,
  type Message,
  type Outcome,
  refusedForGood,
} from '../agents/agent.ts';

export interface TryDeps extends AgentDeps {
  readonly log: Log;
  /** The agent of a kind; undefined for one that cannot send. */
  agentById(id: number): Agent | undefined;
  /** Opens sealed settings. */
  open(sealed: string): string;
}

export interface AgentRow {
  readonly agentId: number;
  readonly configSealed: string;
}

/** Lets an agent try once. Never throws: a mistake of one agent must not hold up the others. */
export async function tryAgent(deps: TryDeps, { agentId, configSealed }: AgentRow, message: Message): Promise<Outcome> {
  const agent = deps.agentById(agentId);
  if (agent === undefined) return refusedForGood('This kind of agent is not available yet');
  const config = readConfig(deps, configSealed);
  if (config === undefined) return refusedForGood('The stored settings of the agent cannot be read');
  try {
    return await agent.send(config, message, deps);
  } catch (error) {
    deps.log.error({ agent: agent.name, reason: redact(describeError(error)) }, 'an agent failed unexpectedly');
    return failedForNow('The agent failed unexpectedly');
  }
}

/** Undefined when it was sealed with another key, or is no JSON. */
function readConfig({ open, log }: TryDeps, sealed: string): unknown {
  try {
    return JSON.parse(open(sealed));
  } catch (error) {
    log.error({ reason: redact(describeError(error)) }, 'the settings of an agent cannot be read');
    return undefined;
  }
}
