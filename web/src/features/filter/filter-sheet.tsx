import type { ReactNode } from 'react';
import { t } from '../../lib/i18n.ts';
import type { ListPart } from '../../lib/play-filter.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { PartMenu } from './part-menu.tsx';
import type { FilterProps } from './part-picker.tsx';

interface Props extends FilterProps {
  readonly parts: readonly ListPart[];
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** The filters for fingers, from the bottom of the screen. */
export const FilterSheet = ({ parts, filter, onChange, onClose, children }: Props) => (
  <Modal title={t('filter.title')} onClose={onClose} isSheet>
    <div className="flex flex-col gap-4">
      {children !== undefined && <div className="flex flex-wrap items-center gap-2">{children}</div>}
      <PartMenu parts={parts} filter={filter} onChange={onChange} />
      <Button look="primary" onPress={onClose}>
        {t('filter.done')}
      </Button>
    </div>
  </Modal>
);
