/** `GET /library/sections`: the libraries of a server (Plex protocol notes 3.7). */
import { z } from 'zod';
import { describeIssues, integer, requiredText, text } from './attributes.ts';
import type { LibraryFacts } from './facts.ts';
import type { Parsed, ParseResult } from './parse-metadata.ts';
import { childrenNamed, parseXml } from './xml.ts';

const SectionAttributes = z.object({
  key: integer.pipe(z.number('is missing or not a number')),
  type: z.enum(['movie', 'show', 'artist', 'photo'], 'is not a type of library we know'),
  title: requiredText,
  agent: text,
  thumb: text,
  art: text,
});

export function parseLibraries(body: string): ParseResult<Parsed<LibraryFacts>> {
  const xml = parseXml(body);
  if (!xml.ok) return xml;
  if (xml.root.name !== 'MediaContainer') return { ok: false, problem: `the answer is a <${xml.root.name}>` };
  const problems: string[] = [];
  const values = childrenNamed(xml.root, 'Directory').flatMap(({ attributes }): LibraryFacts[] => {
    const parsed = SectionAttributes.safeParse(attributes);
    if (parsed.success) {
      const { key, type, title, agent, thumb, art } = parsed.data;
      return [{ sectionId: key, type, name: title, agent, thumb, art }];
    }
    problems.push(`library ${attributes.key ?? 'without a key'} could not be read: ${describeIssues(parsed.error)}`);
    return [];
  });
  return { ok: true, value: { values, problems } };
}
