import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { ExportFieldList } from '#contract/exports.ts';
import { getJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { errorWords } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface Props {
  readonly mediaType: string;
  /** What a collection or playlist holds. */
  readonly of: string;
  readonly chosen: readonly string[];
  readonly onChange: (fields: string[]) => void;
}

/** More are better narrowed with words. */
const MOST = 40;

/** Fields that are wanted beyond the levels. */
export function ExportFields({ mediaType, of, chosen, onChange }: Props) {
  const [words, setWords] = useState('');
  const { data, error } = useQuery({
    queryKey: ['export-fields', mediaType, of],
    queryFn: ({ signal }) => getJson<ExportFieldList>('/exports/fields', { mediaType, of }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const all = [...(data?.metadata ?? []), ...(data?.media ?? [])];
  const wanted = words.trim().toLowerCase();
  const found = all.filter(({ field }) => field.toLowerCase().includes(wanted));
  const flip = (field: string, isOn: boolean): void =>
    onChange(isOn ? [...chosen, field] : chosen.filter((one) => one !== field));
  return (
    <details className="rounded-control border border-line">
      <summary className="cursor-pointer px-3 py-2.5 text-body font-semibold">
        {t('libraries.export.fields', { n: chosen.length })}
      </summary>
      <div className="flex flex-col gap-2 px-3 pb-3">
        {error && <p className="text-body-s text-danger">{errorWords(error)}</p>}
        {chosen.length > 0 && (
          <ul className="flex flex-wrap gap-1.5">
            {chosen.map((field) => (
              <li key={field}>
                <Button
                  onPress={() => flip(field, false)}
                  aria-label={t('filter.remove', { name: field })}
                  className="inline-flex h-8 cursor-pointer items-center gap-1 rounded-control bg-accent-fill px-2 font-mono text-caption text-accent"
                >
                  {field}
                  <X size={14} strokeWidth={2} aria-hidden="true" />
                </Button>
              </li>
            ))}
          </ul>
        )}
        <TextField label={t('libraries.export.findField')} value={words} onChange={setWords} isMono />
        <ul className="max-h-48 overflow-y-auto">
          {found.slice(0, MOST).map(({ field, level }) => (
            <li key={field}>
              <Checkbox isSelected={chosen.includes(field)} onChange={(isOn) => flip(field, isOn)}>
                <span className="font-mono text-body-s break-all">{field}</span>
                <span className="text-caption text-text-3">{t('libraries.export.fieldLevel', { n: level })}</span>
              </Checkbox>
            </li>
          ))}
        </ul>
        {found.length > MOST && (
          <p className="text-caption text-text-2">{t('libraries.export.moreFields', { n: found.length - MOST })}</p>
        )}
      </div>
    </details>
  );
}
