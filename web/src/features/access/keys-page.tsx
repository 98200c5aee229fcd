import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ApiKeyList } from '#contract/api-keys.ts';
import { getJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Card, CardPage } from '../../ui/card.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { KeyLine } from './key-line.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';

export const KEYS_KEY = ['api-keys'] as const;

/** Keys of programs, for administrators. */
export function KeysPage() {
  const [isAdding, setAdding] = useState(false);
  const { data, error } = useQuery({
    queryKey: KEYS_KEY,
    queryFn: ({ signal }) => getJson<ApiKeyList>('/api-keys', {}, signal),
  });
  return (
    <CardPage>
      <Card
        title={t('keys.title')}
        text={t('keys.text')}
        aside={
          <Button look="primary" onPress={() => setAdding(true)}>
            <Plus size={16} strokeWidth={1.75} aria-hidden="true" />
            {t('keys.add')}
          </Button>
        }
      >
        {error && <Notice tone="danger">{errorWords(error)}</Notice>}
        {data === undefined && !error && <Skeleton className="h-24" />}
        {data?.keys.length === 0 && <p className="text-body text-text-2">{t('keys.none')}</p>}
        {data !== undefined && data.keys.length > 0 && (
          <ul className="divide-y divide-line border-y border-line">
            {data.keys.map((key) => (
              <KeyLine key={key.id} view={key} />
            ))}
          </ul>
        )}
      </Card>
      {isAdding && <NewKeyDialog onClose={() => setAdding(false)} />}
    </CardPage>
  );
}
