/** Letters whose first-of-a-word form is one letter of its own. */
const TITLE_FORMS: Readonly<Record<string, string>> = { Ǆ: 'ǅ', Ǉ: 'ǈ', Ǌ: 'ǋ', Ǳ: 'ǲ' };

/** The first letter of every run of letters upper case, the rest lower; anything else ends a run (notification notes 2.6). */
export const titleCase = (text: string): string =>
  text.replace(/\p{Cased}+/gu, (run) => {
    const [first = '', ...rest] = run;
    const [upper = '', ...more] = first.toUpperCase();
    return (TITLE_FORMS[upper] ?? upper) + more.join('').toLowerCase() + rest.join('').toLowerCase();
  });
