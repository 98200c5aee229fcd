import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { PersonRow } from '#contract/people.ts';
import { t } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { cx } from '../../ui/cx.ts';
import { PERSON_TABS, type PersonTab } from './search.ts';

const ITEM =
  'flex h-11 shrink-0 items-center border-b-2 px-3 text-body whitespace-nowrap transition-colors duration-150 -outline-offset-2!';

/** The parts of a person's page. Notes are between administrators. */
export function PersonTabs({ person, open }: { readonly person: PersonRow; readonly open: PersonTab }) {
  const isAdmin = useMay('read');
  const here = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (open !== 'overview') here.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [open]);
  const personId = String(person.id);
  return (
    <nav
      aria-label={t('person.tabs')}
      className="-mx-4 flex overflow-x-auto border-b border-line px-4 [scrollbar-width:none] sm:mx-0 sm:px-0"
    >
      {PERSON_TABS.filter((tab) => isAdmin || tab !== 'notes').map((tab) => (
        <Link
          key={tab}
          {...(tab === open && { ref: here, 'aria-current': 'page' })}
          {...(tab === 'overview'
            ? { to: '/people/$personId', params: { personId } }
            : { to: '/people/$personId/$tab', params: { personId, tab } })}
          resetScroll={false}
          className={cx(
            ITEM,
            tab === open
              ? 'border-accent font-semibold text-accent'
              : 'border-transparent text-text-2 hover:border-line-strong hover:text-text',
          )}
        >
          {t(`person.tab.${tab}`)}
        </Link>
      ))}
    </nav>
  );
}
