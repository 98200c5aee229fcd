import { t } from '../../lib/i18n.ts';
import { Card, CardPage } from '../../ui/card.tsx';
import { ImportFlow } from './import-flow.tsx';

/** Bringing a history over, later than in the set-up. */
export const ImportPage = () => (
  <CardPage>
    <Card title={t('import.title')} text={t('import.text')}>
      <ImportFlow />
    </Card>
  </CardPage>
);
