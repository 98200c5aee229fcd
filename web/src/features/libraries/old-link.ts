import { redirect } from '@tanstack/react-router';
import type { LibrariesPage } from '#contract/libraries.ts';
import { getJson } from '../../lib/api.ts';

/** Addresses of the program before us name a library by Plex's number: `library?section_id=1`. */
export async function leadToLibrary(search: Readonly<Record<string, unknown>>): Promise<never> {
  const sectionId = Number(search.section_id);
  const { rows } = await getJson<LibrariesPage>('/libraries', { limit: 500, sort: 'id' });
  const found = rows.find((library) => library.sectionId === sectionId);
  if (found === undefined) throw redirect({ to: '/libraries', replace: true });
  throw redirect({ to: '/libraries/$libraryId', params: { libraryId: String(found.id) }, replace: true });
}
