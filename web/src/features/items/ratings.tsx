import { Star } from 'lucide-react';
import { number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { raterOf, type Shown } from './shown.ts';

interface Rating {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

/** Rotten Tomatoes counts in percent, everybody else up to ten. */
function ratingOf(value: number | null, image: string | null, isAudience: boolean): Rating | null {
  if (value === null) return null;
  const rater = raterOf(image);
  const key = isAudience ? 'audience' : 'critics';
  if (rater === 'tomatoes') {
    const label = t(isAudience ? 'rating.tomatoesAudience' : 'rating.tomatoes');
    return { key, label, value: t('percent', { n: Math.round(value * 10) }) };
  }
  const label = rater === null ? t(isAudience ? 'rating.audience' : 'rating.critics') : t(`rating.${rater}`);
  return { key, label, value: number(value, 1) };
}

/** What others think of it, each with who thinks so. */
export function Ratings({ shown }: { readonly shown: Shown }) {
  const own =
    shown.userRating === null ? null : { key: 'own', label: t('rating.own'), value: number(shown.userRating, 1) };
  const ratings = [
    ratingOf(shown.rating, shown.ratingImage, false),
    ratingOf(shown.audienceRating, shown.audienceRatingImage, true),
    own,
  ].filter((rating) => rating !== null);
  if (ratings.length === 0) return null;
  return (
    <ul aria-label={t('rating.title')} className="flex flex-wrap gap-x-4 gap-y-1 text-body">
      {ratings.map(({ key, label, value }) => (
        <li key={key} className="inline-flex items-center gap-1.5">
          <Star size={14} strokeWidth={2} aria-hidden="true" className="text-brass" />
          <span className="tabular font-semibold">{value}</span>
          <span className="text-body-s text-text-2">{label}</span>
        </li>
      ))}
    </ul>
  );
}
