/** The history of a native API that always answers the same, for tests of the web side. */
import type { SavedView } from '#contract/views.ts';
import type { NativeHistory } from './native-history.ts';

const view: SavedView = {
  id: 4,
  page: 'history',
  name: 'Films of this year',
  isDefault: false,
  look: { search: { mediaType: 'movie', days: '365' }, columns: null },
};

const changed = { plays: 2, before: [{ id: 7, playIds: [5, 6] }] };

export const aNativeHistory: NativeHistory = {
  filterChoices: async () => ({
    people: [{ id: 7, name: 'Ada' }],
    libraries: [{ id: 2, name: 'Movies', type: 'movie' }],
    servers: [{ id: 1, name: 'Attic' }],
    platforms: ['Roku'],
    products: ['Plex for Roku'],
    players: ['Living room'],
    resolutions: ['1080p'],
  }),
  historyShows: async () => ({ total: 0, rows: [] }),
  async *exportHistory() {
    yield 'play_id\r\n';
    yield '5\r\n';
  },
  deletePlays: async () => ({ deletion: '5a2f6b1c-7c55-4f0e-9d55-3a1f7a0d9b10', plays: 2 }),
  restorePlays: async () => ({ plays: 2 }),
  trash: async () => ({ total: 0, rows: [] }),
  emptyTrash: async () => ({ plays: 0 }),
  reassignPlays: async () => changed,
  relinkPlays: async () => changed,
  notePlay: async (_visible, _id, note) => ({ note }),
  findItems: async () => ({ items: [] }),
  views: async () => ({ views: [view] }),
  addView: async () => view,
  changeView: async () => view,
  removeView: async () => undefined,
};
