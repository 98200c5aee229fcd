import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { writeJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';

interface Props {
  readonly playId: number;
  readonly note: string | null;
}

const LONGEST = 2_000;

/** A note about the play, which only administrators see. */
export function PlayNote({ playId, note }: Props) {
  const [text, setText] = useState(note ?? '');
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (next: string) => writeJson('PUT', `/history/${playId}/note`, { note: next === '' ? null : next }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['play', String(playId)] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(text.trim());
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <textarea
        aria-label={t('note.title')}
        placeholder={t('note.placeholder')}
        rows={2}
        maxLength={LONGEST}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="w-full rounded-control border border-line-strong bg-raised px-3 py-2 text-body placeholder:text-text-3"
      />
      {save.error && <Notice tone="danger">{errorWords(save.error)}</Notice>}
      {text.trim() !== (note ?? '') && (
        <span>
          <Button type="submit" isPending={save.isPending}>
            {t('save')}
          </Button>
        </span>
      )}
    </form>
  );
}
