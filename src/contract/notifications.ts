/** Agents that are told what happens. */
import { z } from 'zod';
import { Id, Instant } from './common.ts';
import { TRIGGERS } from './enums.ts';

const MAX_TEXT = 100_000;
const Text = z.string().max(MAX_TEXT);

export const NotifierSetting = z.union([Text, z.number(), z.boolean(), z.array(Text).max(1_000)]);

/** A kind of agent that can send, and what has to be set for it. */
export const NotifierKind = z.object({
  id: z.number().int(),
  name: z.string(),
  label: z.string(),
  settings: z.array(
    z.object({
      key: z.string(),
      description: z.string(),
      /** It is never shown again. */
      isSecret: z.boolean(),
    }),
  ),
});
export type NotifierKind = z.output<typeof NotifierKind>;

export const NotifierTrigger = z.object({
  trigger: z.enum(TRIGGERS),
  isEnabled: z.boolean(),
  subject: Text.nullable().meta({ description: 'Null: the usual text of the trigger.' }),
  body: Text.nullable().meta({ description: 'Null: the usual text of the trigger.' }),
});

export const NotifierCondition = z.object({
  parameter: z.string(),
  operator: z.string(),
  value: z.array(z.union([z.string(), z.number(), z.boolean()])),
});

export const NotifierView = z.object({
  id: Id,
  kindId: z.number().int(),
  kindName: z.string(),
  kindLabel: z.string(),
  name: z.string().nullable(),
  /** Whether this kind of agent can send. */
  isAvailable: z.boolean(),
  isPaused: z.boolean(),
  lastSentAt: Instant.nullable(),
  lastWasSuccess: z.boolean().nullable(),
});
export type NotifierView = z.output<typeof NotifierView>;

export const NotifierList = z.object({ notifiers: z.array(NotifierView), kinds: z.array(NotifierKind) });
export type NotifierList = z.output<typeof NotifierList>;

export const NotifierDetail = z.object({
  ...NotifierView.shape,
  settings: z
    .record(z.string(), NotifierSetting.nullable())
    .meta({ description: 'Null for a secret that is set, and for nothing else.' }),
  triggers: z.array(NotifierTrigger),
  conditions: z.array(NotifierCondition),
  conditionsLogic: z.string(),
});
export type NotifierDetail = z.output<typeof NotifierDetail>;

export const NotifierBody = z.object({
  name: z.string().trim().max(200).nullable().default(null),
  isPaused: z.boolean().default(false),
  settings: z
    .record(z.string(), NotifierSetting.nullable())
    .meta({ description: 'Null keeps what is stored; what is missing falls back to its default.' }),
  triggers: z.array(NotifierTrigger).max(TRIGGERS.length).default([]).meta({
    description: 'Triggers that are missing stay as they are.',
  }),
  conditions: z.array(NotifierCondition).max(100).default([]),
  conditionsLogic: z.string().max(2_000).default(''),
});
export type NotifierBody = z.output<typeof NotifierBody>;

export const NewNotifierBody = NotifierBody.extend({ kindId: z.number().int() });
export type NewNotifierBody = z.output<typeof NewNotifierBody>;

/** Texts that are sent as they are. */
export const NotifierTestBody = z.object({ subject: Text.default(''), body: Text.default('') });
export type NotifierTestBody = z.output<typeof NotifierTestBody>;

export const NotifierTestResult = z.object({
  /** The entry of the log. */
  logId: Id,
  isSent: z.boolean(),
  problem: z.string().nullable(),
});
export type NotifierTestResult = z.output<typeof NotifierTestResult>;
