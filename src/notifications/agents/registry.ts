import type { Agent } from './agent.ts';
import { webhook } from './webhook.ts';

const AGENTS: ReadonlyMap<number, Agent> = new Map([webhook].map((agent) => [agent.id, agent]));

/** The agent of a kind; undefined for one that cannot send yet. */
export const agentById = (id: number): Agent | undefined => AGENTS.get(id);

/** The kinds of agents that can send. */
export const agents = (): readonly Agent[] => [...AGENTS.values()];
