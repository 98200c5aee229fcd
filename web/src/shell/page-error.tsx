import type { ErrorComponentProps } from '@tanstack/react-router';
import { t } from '../lib/i18n.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** A page that could not be shown, e.g. because the app was updated under it. */
export const PageError = ({ error }: ErrorComponentProps) => (
  <Notice tone="danger" action={<Button onPress={() => location.reload()}>{t('error.reload')}</Button>}>
    {t('error.page', { message: error instanceof Error ? error.message : String(error) })}
  </Notice>
);
