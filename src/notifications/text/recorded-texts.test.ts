import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { TRIGGERS } from '#contract/enums.ts';
import { defaultTexts } from './default-texts.ts';
import { previewNotification, renderNotification } from './render-notification.ts';
import { renderText } from './render-text.ts';
import { readParameters } from './testing.ts';

const Expected = z.object({
  subject: z.unknown().optional(),
  body: z.unknown().optional(),
  script_args: z.array(z.string()).nullish(),
  raises: z.string().optional(),
});
const Case = z.object({
  id: z.string(),
  agent_id: z.number(),
  as_json: z.boolean().default(false),
  test: z.boolean().default(false),
  notify_action: z.enum([...TRIGGERS, 'test', 'api']),
  media_type: z.string().nullable(),
  parameter_set: z.string(),
  parameters: z.record(z.string(), z.unknown()).default({}),
  settings: z.object({ notify_text_eval: z.number() }).optional(),
  subject: z.unknown(),
  body: z.unknown(),
  fallback: z.array(z.object({ part: z.string() })).default([]),
  expected: Expected,
});

const { cases, parameter_sets: sets } = z
  .object({ cases: z.array(Case), parameter_sets: z.record(z.string(), z.record(z.string(), z.unknown())) })
  .parse(
    JSON.parse(readFileSync(new URL('../../../test/fixtures/notifications/text-cases.json', import.meta.url), 'utf8')),
  );

const PART_NAMES: Readonly<Record<string, string>> = { scriptArguments: 'script_args' };

const parsed = (text: unknown): unknown => {
  try {
    return typeof text === 'string' ? JSON.parse(text) : text;
  } catch {
    return text;
  }
};

test.each(cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
  const request = {
    agent: { id: one.agent_id, sendsJson: one.as_json },
    trigger: one.notify_action,
    mediaType: one.media_type,
    subjectTemplate: one.subject,
    bodyTemplate: one.body,
    parameters: readParameters({ ...sets[one.parameter_set], ...one.parameters }),
    settings: { evaluatesExpressions: one.settings?.notify_text_eval === 1 },
  };
  if (one.test) {
    expect(previewNotification(request)).toEqual({ subject: one.expected.subject, body: one.expected.body });
    return;
  }
  const rendered = renderNotification(request);
  const failed = new Set(rendered.problems.map(({ part }) => PART_NAMES[part] ?? part));
  expect([...failed]).toEqual([...new Set(one.fallback.map(({ part }) => part.replace('headers/', '')))]);
  expect(rendered.ok).toBe(one.expected.raises === undefined);
  if (!rendered.ok) return;
  const isJson = one.as_json || one.agent_id === 25;
  for (const part of ['subject', 'body'] as const) {
    const expected = z
      .union([z.strictObject({ $default: z.string() }), z.strictObject({ $json: z.unknown() }), z.string()])
      .parse(one.expected[part]);
    if (typeof expected === 'string') {
      if (isJson) expect(parsed(rendered[part])).toEqual(parsed(expected));
      else expect(rendered[part]).toBe(expected);
    } else if ('$json' in expected) expect(parsed(rendered[part])).toEqual(expected.$json);
    else {
      const { parameters } = request;
      const text = defaultTexts(one.notify_action, one.agent_id)[part];
      expect(rendered[part]).toBe(renderText(text, { parameters, evaluatesExpressions: false, unknown: 'failure' }));
      expect(rendered[part]).not.toContain('{');
    }
  }
  expect(rendered.scriptArguments).toEqual(one.expected.script_args ?? []);
});
