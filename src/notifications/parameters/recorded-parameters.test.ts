import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { formatDate } from '../text/arrow-date.ts';
import { readValue } from '../text/testing.ts';
import { mediaParameters } from './build-parameters.ts';
import { imageHash, posterOf } from './poster.ts';
import type { RawRecord } from './raw-record.ts';
import { contextOf, RecordedSettings } from './testing.ts';
import type { HostedPoster } from './types.ts';

const Raw = z.record(z.string(), z.json());
const Case = z.object({
  id: z.string(),
  name: z.string(),
  notify_action: z.string(),
  session: Raw.optional(),
  timeline: Raw.optional(),
  extra: z.object({ marker: Raw.optional(), child_keys: z.array(z.string()).default([]) }).optional(),
  metadata_by_rating_key: z.record(z.string(), Raw).default({}),
  active_sessions: z.array(
    z.object({
      session_key: z.number(),
      user_id: z.number(),
      location: z.string(),
      bandwidth: z.number().nullable(),
      transcode_decision: z.string(),
    }),
  ),
  settings: Raw.default({}),
  expected: z.record(z.string(), z.unknown()),
  expected_blank: z.array(z.string()),
});
const recorded = z
  .object({ base_settings: Raw, common_expected: z.record(z.string(), z.unknown()), cases: z.array(Case) })
  .parse(
    JSON.parse(
      readFileSync(new URL('../../../test/fixtures/notifications/parameter-cases.json', import.meta.url), 'utf8'),
    ),
  );

/** 2024-03-05T18:07:09.123456Z */
const NOW = 1_709_662_029_123.456;

function hosted(settings: z.infer<typeof RecordedSettings>, record: RawRecord): HostedPoster | null {
  if (settings.notify_upload_posters !== 2) return null;
  const { thumb, title } = posterOf(record);
  const hash = imageHash({ installation: settings.pms_uuid, img: thumb, fallback: 'poster' });
  return { url: `${settings.http_base_url}/image/${hash}`, title };
}

test.each(recorded.cases.map((one) => [`${one.id} ${one.name}`, one] as const))('%s', (_, one) => {
  const settings = RecordedSettings.parse({ ...recorded.base_settings, ...one.settings });
  const record = one.session ?? one.timeline ?? {};
  const parameters = mediaParameters(
    {
      trigger: one.notify_action,
      record,
      marker: one.extra?.marker ?? {},
      children: (one.extra?.child_keys ?? []).map((key) => one.metadata_by_rating_key[key] ?? {}),
      isManual: false,
      liveStreams: one.active_sessions.map((row) => ({
        sessionKey: String(row.session_key),
        userId: row.user_id,
        location: row.location,
        bandwidthKbps: row.bandwidth,
        decision: row.transcode_decision,
      })),
      poster: hosted(settings, record),
    },
    contextOf(settings, NOW),
  );
  const expected = { ...record, ...recorded.common_expected, ...one.expected };
  for (const [name, value] of Object.entries(expected)) {
    if (name in record && !(name in one.expected)) continue;
    const actual = parameters.get(name);
    const wanted = readValue(value);
    // The name of a zone depends on where it comes from, not on the offset alone.
    if (typeof wanted === 'object' && wanted !== null && 'kind' in wanted && wanted.kind === 'date') {
      expect({ name, value: actual }).toMatchObject({ name, value: { ...wanted, zoneName: expect.any(String) } });
      const rendered = z.object({ rendered: z.string() }).parse(value).rendered;
      expect(formatDate(wanted, wanted.defaultFormat)).toBe(rendered);
    } else expect({ name, value: actual }).toEqual({ name, value: wanted });
  }
  for (const name of one.expected_blank) expect({ name, value: parameters.get(name) }).toEqual({ name, value: '' });
});
