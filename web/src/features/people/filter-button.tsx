import { ListFilter } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { SMALL, useMediaQuery } from '../../lib/media-query.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';

interface Props {
  readonly isFiltered: boolean;
  readonly children: (isWide: boolean) => ReactNode;
}

/** Filters side by side; on small screens behind a button, in a sheet from the bottom. */
export function FilterButton({ isFiltered, children }: Props) {
  const isSmall = useMediaQuery(SMALL);
  const [isOpen, setOpen] = useState(false);
  if (!isSmall) return children(false);
  return (
    <>
      <Button onPress={() => setOpen(true)} className={isFiltered ? 'border-accent/60! text-accent!' : ''}>
        <ListFilter size={16} strokeWidth={1.75} aria-hidden="true" />
        {t('filter.open')}
      </Button>
      {isOpen && (
        <Modal title={t('filter.title')} onClose={() => setOpen(false)} isSheet>
          <div className="flex flex-col items-stretch gap-3">
            {children(true)}
            <Button look="primary" onPress={() => setOpen(false)} className="mt-2">
              {t('filter.done')}
            </Button>
          </div>
        </Modal>
      )}
    </>
  );
}
