import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SettingValueView, SettingView } from '#contract/settings.ts';
import { ApiError } from '../../lib/api.ts';
import { number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { toast } from '../../ui/toaster.tsx';
import { changesOf, type Draft, problemsByKey, withValue } from './draft.ts';
import { type Changes, useChange } from './use-settings.ts';

export interface DraftOf {
  readonly draft: Draft;
  /** How many settings are not saved. */
  readonly count: number;
  readonly isSaving: boolean;
  /** What cannot be told beside a field. */
  readonly error: Error | null;
  set(setting: SettingView, value: SettingValueView | null | undefined): void;
  problemOf(setting: SettingView): string | null;
  save(): void;
  discard(): void;
}

/** What was typed on a page of settings, until it is saved together. */
export function useDraft(settings: readonly SettingView[]): DraftOf {
  const [draft, setDraft] = useState<Draft>({});
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const change = useChange();
  const save = useMutation({
    mutationFn: (changes: Changes) => change(changes),
    onSuccess: () => {
      setDraft({});
      toast(t('settings.done'));
    },
  });
  const told = save.error instanceof ApiError ? problemsByKey(save.error.message, Object.keys(draft)) : new Map();
  return {
    draft,
    count: Object.keys(draft).length,
    isSaving: save.isPending,
    error: told.size > 0 ? null : save.error,
    set(setting, value) {
      setDraft((before) => withValue(before, setting, value));
      setWrong((before) => before.filter((key) => key !== setting.key));
      save.reset();
    },
    problemOf({ key, limits }) {
      if (wrong.includes(key) && limits.kind === 'number')
        return t('settings.yourValue', { min: number(limits.min), max: number(limits.max) });
      return told.get(key) ?? null;
    },
    save() {
      const { changes, wrong: found } = changesOf(settings, draft);
      setWrong(found);
      if (found.length === 0) save.mutate(changes);
    },
    discard() {
      setDraft({});
      setWrong([]);
      save.reset();
    },
  };
}
