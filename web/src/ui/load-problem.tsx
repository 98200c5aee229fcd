import { RotateCw } from 'lucide-react';
import { t } from '../lib/i18n.ts';
import { Button } from './button.tsx';
import { errorWords, Notice } from './notice.tsx';

interface Props {
  /** What could not be loaded, as a sentence; absent where that is plain to see. */
  readonly words?: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** Something could not be loaded; the rest of the page stays. */
export const LoadProblem = ({ words, error, onRetry }: Props) => (
  <Notice
    tone="danger"
    action={
      <Button onPress={onRetry}>
        <RotateCw size={16} strokeWidth={1.75} aria-hidden="true" />
        {t('error.retry')}
      </Button>
    }
  >
    {words === undefined ? errorWords(error) : `${words} ${errorWords(error)}`}
  </Notice>
);
