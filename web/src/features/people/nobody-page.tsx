import { t } from '../../lib/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QuietPicture } from '../../ui/pictures.tsx';

/** For an account that belongs to nobody who watches. */
export const NobodyPage = () => (
  <EmptyState title={t('people.nobodyTitle')} text={t('people.nobodyText')} picture={<QuietPicture />} />
);
