import { ChevronDown, ListFilter } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { LARGE, useMediaQuery } from '../../lib/media-query.ts';
import { choiceOf, type ListPart, MINUTE_PARTS } from '../../lib/play-filter.ts';
import { useMay } from '../../lib/session.ts';
import { useShortcuts } from '../../lib/use-shortcuts.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Popover } from '../../ui/popover.tsx';
import { countParts, FilterChips } from './filter-chips.tsx';
import { PartMenu } from './part-menu.tsx';
import { type FilterProps, PartPicker } from './part-picker.tsx';
import { FLAG_PARTS, MORE_PARTS, PART_LOOK, QUICK_PARTS } from './parts.ts';
import { RangePicker } from './range-picker.tsx';

const FilterSheet = lazy(async () => ({ default: (await import('./filter-sheet.tsx')).FilterSheet }));

interface Props extends FilterProps {
  /** What a page has to choose beside the filter, e.g. what is counted. */
  readonly children?: ReactNode;
  /** Stands first, e.g. a field for words. */
  readonly lead?: ReactNode;
  /** The title that is narrowed to, where the page knows it. */
  readonly workName?: string | undefined;
}

/** Parts that make no sense to whoever sees only their own plays. */
const OF_OTHERS: readonly ListPart[] = ['user', 'library'];

/** Time, filter and what else there is to choose, at the top of a page while it scrolls. Everything is in the address. */
export function FilterBar({ filter, onChange, children, lead, workName }: Props) {
  const isRoomy = useMediaQuery(LARGE);
  const seesAll = useMay('read');
  const [isSheet, setSheet] = useState(false);
  const allowed = (parts: readonly ListPart[]): ListPart[] =>
    parts.filter((part) => seesAll || !OF_OTHERS.includes(part));
  useShortcuts({ f: () => setSheet(true) });
  const quick = allowed(QUICK_PARTS);
  const more = allowed(MORE_PARTS);
  const count = countParts(filter, [...quick, ...more, ...MINUTE_PARTS, ...FLAG_PARTS]);
  return (
    <search className="sticky top-(--top-bar) z-10 -mx-4 flex flex-col gap-2 border-b border-line bg-bg px-4 py-2 sm:mx-0 sm:px-0">
      <div className="flex flex-wrap items-center gap-2">
        {lead}
        <RangePicker filter={filter} onChange={onChange} />
        {isRoomy && children}
        <span className="flex-1" />
        {isRoomy ? (
          <span className="flex flex-wrap items-center gap-2">
            {quick.map((part) => (
              <PartButton key={part} part={part} filter={filter} onChange={onChange} />
            ))}
            <Popover
              label={t('filter.more')}
              isLazy
              isButtonNamed
              buttonClass={buttonClass('plain', isNarrowed(filter, more) ? 'text-accent!' : '')}
              button={<ButtonWords label={t('filter.more')} />}
              className="w-72 p-2"
            >
              <PartMenu parts={more} filter={filter} onChange={onChange} />
            </Popover>
          </span>
        ) : (
          <Button onPress={() => setSheet(true)} className={cx(count > 0 && 'text-accent!')}>
            <ListFilter size={16} strokeWidth={1.75} aria-hidden="true" />
            {count > 0 ? t('filter.openCount', { n: count }) : t('filter.open')}
          </Button>
        )}
      </div>
      <FilterChips filter={filter} onChange={onChange} workName={workName} />
      <Suspense fallback={null}>
        {isSheet && (
          <FilterSheet parts={[...quick, ...more]} filter={filter} onChange={onChange} onClose={() => setSheet(false)}>
            {children}
          </FilterSheet>
        )}
      </Suspense>
    </search>
  );
}

const isNarrowed = (filter: FilterProps['filter'], parts: readonly ListPart[]): boolean =>
  countParts(filter, [...parts, ...MINUTE_PARTS, ...FLAG_PARTS]) > 0;

const ButtonWords = ({ label }: { readonly label: string }) => (
  <>
    {label}
    <ChevronDown size={16} strokeWidth={1.75} aria-hidden="true" className="text-text-2" />
  </>
);

function PartButton({ part, filter, onChange }: FilterProps & { readonly part: ListPart }) {
  const label = t(PART_LOOK[part].label);
  return (
    <Popover
      label={label}
      isLazy
      isButtonNamed
      buttonClass={buttonClass('plain', choiceOf(filter, part) ? 'text-accent!' : '')}
      button={<ButtonWords label={label} />}
      className="w-72 p-3"
    >
      <PartPicker part={part} filter={filter} onChange={onChange} />
    </Popover>
  );
}
