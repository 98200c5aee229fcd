/** What a server says about itself: `/identity`, `/` and `/:/prefs` (Plex protocol notes 3.12, 6). */
import { z } from 'zod';
import { requiredText, text } from './attributes.ts';
import type { ServerAbout, ServerIdentity } from './facts.ts';
import type { ParseResult } from './parse-metadata.ts';
import { childrenNamed, parseXml } from './xml.ts';

const IdentityAttributes = z.object({ machineIdentifier: requiredText, version: requiredText });
const AboutAttributes = IdentityAttributes.extend({ friendlyName: text, platform: text });

function parseRoot<T>(body: string, schema: z.ZodType<T>): ParseResult<T> {
  const xml = parseXml(body);
  if (!xml.ok) return xml;
  const parsed = schema.safeParse(xml.root.attributes);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, problem: 'the answer is not that of a Plex Media Server' };
}

export const parseIdentity = (body: string): ParseResult<ServerIdentity> => parseRoot(body, IdentityAttributes);

export const parseAbout = (body: string): ParseResult<ServerAbout> => parseRoot(body, AboutAttributes);

/** The value of one setting, null when there is none or it is empty. */
export function parseSetting(body: string, id: string): ParseResult<string | null> {
  const xml = parseXml(body);
  if (!xml.ok) return xml;
  const setting = childrenNamed(xml.root, 'Setting').find(({ attributes }) => attributes.id === id);
  return { ok: true, value: setting?.attributes.value || null };
}
