import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { FilterChoices, type FilterProps } from './filter-choices.tsx';

/** The filters for fingers, from the bottom of the screen. */
export const FilterSheet = ({ filter, onChange, onClose }: FilterProps & { readonly onClose: () => void }) => (
  <Modal title={t('filter.title')} onClose={onClose} isSheet>
    <div className="flex flex-col items-stretch gap-3">
      <FilterChoices filter={filter} onChange={onChange} isWide />
      <Button look="primary" onPress={onClose} className="mt-2">
        {t('filter.done')}
      </Button>
    </div>
  </Modal>
);
