import { Link } from '@tanstack/react-router';
import type { PersonRow } from '#contract/people.ts';

/** The name of somebody in a list; the whole row leads where it does. */
export const PersonName = ({ person: { id, name } }: { readonly person: Pick<PersonRow, 'id' | 'name'> }) => (
  <Link
    to="/people/$personId"
    params={{ personId: String(id) }}
    data-row
    className="truncate font-semibold hover:text-accent hover:underline"
  >
    <bdi>{name}</bdi>
  </Link>
);
