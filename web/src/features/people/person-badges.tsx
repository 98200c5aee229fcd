import { CircleOff, House, KeyRound, ShieldUser, Trash2, UserX } from 'lucide-react';
import type { PersonRow } from '#contract/people.ts';
import { t } from '../../lib/i18n.ts';
import { Badge } from '../../ui/badge.tsx';

interface Props {
  readonly person: PersonRow;
  /** Only what is out of the ordinary, for lists. */
  readonly isBrief?: boolean;
}

/** What is special about somebody, each with words. */
export function PersonBadges({ person, isBrief = false }: Props) {
  const { isOwner, isHomeUser, isRestricted, isActive, isDeleted, keepsHistory, isGuestAllowed } = person;
  return (
    <>
      {isOwner && (
        <Badge tone="brass" icon={KeyRound}>
          {t('person.owner')}
        </Badge>
      )}
      {!isBrief && isHomeUser && (
        <Badge tone="neutral" icon={House}>
          {t('person.home')}
        </Badge>
      )}
      {!isBrief && isRestricted && <Badge tone="neutral">{t('person.restricted')}</Badge>}
      {isDeleted ? (
        <Badge tone="danger" icon={Trash2}>
          {t('person.removed')}
        </Badge>
      ) : (
        !isActive && (
          <Badge tone="warn" icon={UserX}>
            {t('person.inactive')}
          </Badge>
        )
      )}
      {!keepsHistory && !isDeleted && (
        <Badge tone="neutral" icon={CircleOff}>
          {t('person.unrecorded')}
        </Badge>
      )}
      {!isBrief && isGuestAllowed && (
        <Badge tone="info" icon={ShieldUser}>
          {t('person.guest')}
        </Badge>
      )}
    </>
  );
}
