import { EyeOff, PauseCircle, TriangleAlert } from 'lucide-react';
import type { LibraryRow } from '#contract/libraries.ts';
import { t } from '../../lib/i18n.ts';
import { Badge } from '../../ui/badge.tsx';

/** What is unusual about a library: it is gone from Plex, removed here, or not recorded. */
export const LibraryBadges = ({
  library: { isActive, isDeleted, keepsHistory },
}: {
  readonly library: Pick<LibraryRow, 'isActive' | 'isDeleted' | 'keepsHistory'>;
}) => (
  <>
    {isDeleted && (
      <Badge tone="neutral" icon={EyeOff}>
        {t('libraries.removed')}
      </Badge>
    )}
    {!isActive && !isDeleted && (
      <Badge tone="warn" icon={TriangleAlert}>
        {t('libraries.inactive')}
      </Badge>
    )}
    {!keepsHistory && !isDeleted && (
      <Badge tone="neutral" icon={PauseCircle}>
        {t('libraries.notRecorded')}
      </Badge>
    )}
  </>
);
