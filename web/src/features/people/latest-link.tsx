import { Link } from '@tanstack/react-router';
import { t } from '../../lib/i18n.ts';

interface Props {
  readonly latest: { readonly playId: number; readonly fullTitle: string } | null;
  readonly personId: number;
}

/** What was played last; opens that play beside the others of the person. */
export function LatestLink({ latest, personId }: Props) {
  if (latest === null) return <span className="text-text-2">{t('unknown')}</span>;
  return (
    <Link
      to="/history/$playId"
      params={{ playId: String(latest.playId) }}
      search={{ user: personId }}
      className="truncate hover:text-accent hover:underline"
    >
      <bdi>{latest.fullTitle}</bdi>
    </Link>
  );
}
