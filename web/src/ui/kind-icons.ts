import { Disc3, Film, Image, ListMusic, type LucideIcon, Radio, Tv } from 'lucide-react';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  show: Tv,
  season: Tv,
  episode: Tv,
  artist: Disc3,
  album: Disc3,
  track: Disc3,
  photo: Image,
  photo_album: Image,
  playlist: ListMusic,
};

/** The icon for what something is, where it has no picture. */
export const kindIcon = (mediaType: string | null, isLive = false): LucideIcon =>
  isLive ? Radio : (ICONS[mediaType ?? ''] ?? Film);
