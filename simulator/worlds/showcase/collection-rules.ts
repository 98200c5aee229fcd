interface Rule {
  readonly title: string;
  readonly summary: string;
  readonly pictures: readonly string[];
}

/** Film collections gather what their posters show. */
export const FILM_COLLECTIONS: readonly Rule[] = [
  {
    title: 'Harbour Stories',
    summary: 'Boats, lamps and the people who wait for them.',
    pictures: ['boat', 'lighthouse', 'sea', 'waves'],
  },
  { title: 'On Rails', summary: 'Trains that are late, lost or not there at all.', pictures: ['rail'] },
  { title: 'Cold Comfort', summary: 'For evenings when it snows, or should.', pictures: ['snow'] },
  { title: 'Night Sky', summary: 'Look up.', pictures: ['moon', 'space', 'planet'] },
  { title: 'High Ground', summary: 'Above the tree line and some way beyond.', pictures: ['mountains'] },
];

/** The collections a film belongs to; family films and films to come are in none. */
export const filmCollections = (film: { readonly picture: string; readonly group: string }): string[] =>
  film.group === 'family' || film.group === 'arrivals'
    ? []
    : FILM_COLLECTIONS.filter(({ pictures }) => pictures.includes(film.picture)).map(({ title }) => title);
