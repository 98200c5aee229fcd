import { Link } from '@tanstack/react-router';
import { t } from '../../lib/i18n.ts';
import type { Shown } from './shown.ts';

interface Props {
  readonly library: Shown['library'];
  readonly name: string | null;
}

/** The library of an item. */
export function LibraryLink({ library, name }: Props) {
  const words = library?.name ?? name ?? t('area.library');
  if (library === null) return <span>{words}</span>;
  return (
    <Link
      to="/libraries/$libraryId"
      params={{ libraryId: String(library.id) }}
      className="hover:text-accent hover:underline"
    >
      <bdi>{words}</bdi>
    </Link>
  );
}
