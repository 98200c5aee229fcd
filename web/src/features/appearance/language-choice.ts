import { spokenLanguage } from '../../lib/i18n.ts';
import { LANGUAGES } from '../../lib/languages.ts';
import { speak } from '../../lib/load-messages.ts';
import { errorWords } from '../../ui/notice.tsx';
import type { Option } from '../../ui/select.tsx';
import { toast } from '../../ui/toaster.tsx';

interface LanguageChoice {
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The language as a choice for a field. */
export function useLanguageChoice(): LanguageChoice {
  const onChange = (value: string): void => {
    const language = LANGUAGES.find((known) => known.value === value);
    if (language) speak(language.value).catch((error: unknown) => toast(errorWords(error)));
  };
  return { options: LANGUAGES, value: spokenLanguage(), onChange };
}
