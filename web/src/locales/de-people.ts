import type { enPeople } from './en-people.ts';

/** German: people and what they watch. */
export const dePeople: Record<keyof typeof enPeople, string> = {
  'people.nobodyTitle': 'Noch gibt es nichts Eigenes',
  'people.nobodyText':
    'Dieses Konto ist mit niemandem verbunden, der schaut. Unter Konto lässt sich ein Plex-Konto verbinden; sonst hilft, wer diesen Server betreibt.',
};
