import { formatLocale, t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { useLanguageChoice } from '../appearance/language-choice.ts';
import { StepCard } from './step-card.tsx';

/** What Spyglass is, and in which language it speaks. */
export function WelcomeStep({ onNext }: { readonly onNext: () => void }) {
  const language = useLanguageChoice();
  return (
    <StepCard text={t('setUp.welcomeText')}>
      <ul className="flex list-disc flex-col gap-1.5 ps-5 text-body">
        <li>{t('setUp.welcome1')}</li>
        <li>{t('setUp.welcome2')}</li>
        <li>{t('setUp.welcome3')}</li>
      </ul>
      <ChoiceField
        label={t('setUp.language')}
        {...language}
        help={t('setUp.languageHelp', { locale: formatLocale() })}
      />
      <Button look="primary" className="h-11 sm:w-fit sm:px-6" onPress={onNext}>
        {t('setUp.begin')}
      </Button>
    </StepCard>
  );
}
