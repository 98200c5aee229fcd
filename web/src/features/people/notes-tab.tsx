import { type FormEvent, useState } from 'react';
import type { PersonRow } from '#contract/people.ts';
import type { PersonSettings } from '#contract/person.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useChangePerson } from './edit-calls.ts';
import { TabState } from './tab-state.tsx';
import { usePersonSettings } from './use-person.ts';

const LONGEST = 4000;

/** What administrators want to remember about somebody. */
export function NotesTab({ person }: { readonly person: PersonRow }) {
  const query = usePersonSettings(person.id);
  return <TabState query={query}>{(settings) => <NoteForm key={settings.id} settings={settings} />}</TabState>;
}

function NoteForm({ settings }: { readonly settings: PersonSettings }) {
  const saved = settings.note ?? '';
  const [note, setNote] = useState(saved);
  const change = useChangePerson(settings.id);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate({ note: note.trim() }, { onSuccess: () => toast(t('note.saved')) });
  };
  return (
    <form onSubmit={submit} className="flex max-w-[45rem] flex-col gap-3">
      <label htmlFor="note" className="text-body font-semibold">
        {t('note.label')}
      </label>
      <textarea
        id="note"
        rows={8}
        maxLength={LONGEST}
        value={note}
        aria-describedby="note-help"
        onChange={(event) => setNote(event.target.value)}
        className="w-full resize-y rounded-control border border-line-strong bg-raised p-3 text-body-l"
      />
      <p id="note-help" className="text-body-s text-text-2">
        {t('note.help')}
        {settings.noteChangedAt !== null && (
          <>
            {t('separator')}
            {t('note.changed')} <Moment at={settings.noteChangedAt} />
          </>
        )}
      </p>
      <div>
        <Button type="submit" look="primary" isDisabled={note.trim() === saved} isPending={change.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
