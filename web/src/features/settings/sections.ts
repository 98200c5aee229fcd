import type { MessageId } from '../../lib/i18n.ts';

/** Pages of settings, each with the groups of the server that are on it. */
export const SECTIONS = {
  general: ['general', 'homepage'],
  servers: ['plex'],
  recording: ['monitoring'],
  security: ['web'],
  notifications: ['notifications'],
  newsletters: ['newsletters'],
  integrations: ['look-ups', 'exports'],
  backup: ['backup'],
  program: ['system', 'compatibility'],
} as const satisfies Record<string, readonly string[]>;

export type Section = keyof typeof SECTIONS;

export const isSection = (name: string): name is Section => Object.hasOwn(SECTIONS, name);

export const SECTION_NAMES: readonly Section[] = Object.keys(SECTIONS).filter(isSection);

/** The page on which a group of settings is; settings nobody knows yet are among the last. */
export const sectionOf = (group: string): Section =>
  SECTION_NAMES.find((name) => SECTIONS[name].some((one: string) => one === group)) ?? 'program';

/** A page of the settings or of the system. */
export interface FramePage {
  readonly to: string;
  readonly label: MessageId;
}

/** The pages beside the settings, in the order of the navigation. */
export const FRAME_GROUPS: ReadonlyArray<{ readonly label: MessageId; readonly pages: readonly FramePage[] }> = [
  {
    label: 'settings.group.settings',
    pages: SECTION_NAMES.map((name) => ({ to: `/settings/${name}`, label: `section.${name}` as const })),
  },
  {
    label: 'settings.group.access',
    pages: [
      { to: '/settings/access', label: 'access.page' },
      { to: '/settings/keys', label: 'keys.page' },
      { to: '/settings/import', label: 'import.page' },
    ],
  },
  {
    label: 'settings.group.system',
    pages: [
      { to: '/system/health', label: 'health.page' },
      { to: '/system/logs', label: 'log.page' },
      { to: '/system/tasks', label: 'tasks.page' },
      { to: '/system/about', label: 'about.page' },
    ],
  },
];
