import { z } from 'zod';
import { TAG_KINDS } from '../world/types.ts';

const text = z.string();
const whole = z.number().int();
const attributes = z.record(text, z.union([text, z.number(), z.boolean()]));

const Media = z.object({
  attrs: attributes,
  parts: z.array(z.object({ attrs: attributes, streams: z.array(attributes) })),
});

const Marker = z.object({
  id: whole,
  type: text,
  startTimeOffset: whole,
  endTimeOffset: whole,
  final: z.boolean().optional(),
});

const Chapter = z.object({
  id: whole,
  index: whole,
  tag: text.optional(),
  startTimeOffset: whole,
  endTimeOffset: whole,
});

const Item = z.object({
  kind: z.enum([
    'movie',
    'show',
    'season',
    'episode',
    'artist',
    'album',
    'track',
    'photo',
    'photo_album',
    'clip',
    'collection',
    'playlist',
  ]),
  ratingKey: whole,
  key: text,
  title: text,
  guid: text,
  addedAt: whole,
  updatedAt: whole,
  thumb: text.nullable(),
  hasArt: z.boolean().optional(),
  hasTheme: z.boolean().optional(),
  titleSort: text.optional(),
  originalTitle: text.optional(),
  editionTitle: text.optional(),
  slug: text.optional(),
  studio: text.optional(),
  network: text.optional(),
  contentRating: text.optional(),
  summary: text.optional(),
  tagline: text.optional(),
  rating: z.number().optional(),
  ratingImage: text.optional(),
  audienceRating: z.number().optional(),
  audienceRatingImage: text.optional(),
  userRating: z.number().optional(),
  viewCount: whole.optional(),
  lastViewedAt: whole.optional(),
  year: whole.optional(),
  duration: whole.optional(),
  originallyAvailableAt: text.optional(),
  index: whole.optional(),
  discNumber: whole.optional(),
  ratingCount: whole.optional(),
  loudnessAnalysisVersion: whole.optional(),
  musicAnalysisVersion: whole.optional(),
  createdAtAccuracy: text.optional(),
  createdAtTZOffset: whole.optional(),
  subtype: text.optional(),
  extraType: whole.optional(),
  smart: z.boolean().optional(),
  content: text.optional(),
  collectionMode: whole.optional(),
  collectionSort: whole.optional(),
  minYear: whole.optional(),
  maxYear: whole.optional(),
  playlistType: text.optional(),
  ownerId: whole.optional(),
  section: whole.optional(),
  parent: whole.optional(),
  extraOf: whole.optional(),
  members: z.array(whole).default([]),
  guids: z.array(text).default([]),
  tags: z.partialRecord(z.enum(TAG_KINDS), z.array(z.union([text, z.tuple([text, text])]))).default({}),
  markers: z.array(Marker).default([]),
  chapters: z.array(Chapter).default([]),
  media: z.array(Media).default([]),
});

const Section = z.object({
  id: whole,
  kind: z.enum(['movie', 'show', 'artist', 'photo']),
  title: text,
  agent: text,
  scanner: text,
  language: text,
  uuid: text,
  folder: text,
  createdAt: whole,
  updatedAt: whole,
  scannedAt: whole,
});

const Person = z.object({
  key: text,
  id: whole,
  uuid: text,
  username: text,
  title: text,
  email: text,
  thumb: text,
  token: text,
  sectionIds: z.array(whole),
  admin: z.boolean(),
  home: z.boolean(),
  restricted: z.boolean(),
  protected: z.boolean(),
  allowSync: z.boolean(),
  filterAll: text,
  filterMovies: text,
  filterTelevision: text,
  filterMusic: text,
  filterPhotos: text,
  localId: whole,
  listed: z.boolean(),
});

const Player = z.object({
  key: text,
  title: text,
  device: text,
  model: text,
  vendor: text,
  platform: text,
  platformVersion: text,
  product: text,
  profile: text,
  version: text,
  address: text,
  remotePublicAddress: text,
  local: z.boolean(),
  location: text,
  secure: z.boolean().optional(),
  relayed: z.boolean().optional(),
});

const Programme = z.object({
  kind: z.enum(['movie', 'episode']),
  title: text,
  guid: text,
  durationMs: whole,
  summary: text,
  contentRating: text,
  year: whole,
  show: z.object({ title: text, guid: text, season: whole, episode: whole }).exactOptional(),
});

const Channel = z.object({
  key: text,
  number: text,
  callSign: text,
  identifier: text,
  title: text,
  vcn: text,
  thumb: text,
  media: text,
  programmes: z.tuple([Programme], Programme),
});

const Place = z.object({
  city: text,
  code: text,
  continentCode: text,
  country: text,
  coordinates: text,
  postalCode: text,
  subdivisions: text,
  timeZone: text,
  inEuropeanUnion: z.boolean(),
});

const Server = z.object({
  machineIdentifier: text,
  friendlyName: text,
  version: text,
  platform: text,
  platformVersion: text,
  ownerToken: text,
  publicAddress: text,
  lanAddress: text,
  countryCode: text,
  createdAt: whole,
  updatedAt: whole,
});

/** A world written down as a file: items refer to each other by rating key. */
export const WorldFile = z.object({
  name: text,
  server: Server,
  place: Place,
  nextIds: z.object({ media: whole, part: whole, stream: whole }),
  people: z.tuple([Person], Person),
  players: z.array(Player),
  channels: z.array(Channel),
  sections: z.array(Section),
  items: z.array(Item),
});
