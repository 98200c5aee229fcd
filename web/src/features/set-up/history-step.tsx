import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ImportFlow } from '../import/import-flow.tsx';
import { StepCard } from './step-card.tsx';

/** The years before Spyglass, when there were any. */
export const HistoryStep = ({ onNext }: { readonly onNext: () => void }) => (
  <>
    <StepCard text={t('setUp.historyText')}>
      <ImportFlow onDone={onNext} />
    </StepCard>
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-1">
      <p className="text-body-s text-text-2">{t('setUp.historyLater')}</p>
      <Button onPress={onNext}>{t('setUp.skip')}</Button>
    </div>
  </>
);
