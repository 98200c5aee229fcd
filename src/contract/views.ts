/** How somebody likes to look at a page, kept under a name. */
import { z } from 'zod';
import { Id } from './common.ts';

export const VIEW_PAGES = ['history', 'statistics'] as const;
export type ViewPage = (typeof VIEW_PAGES)[number];

const Short = z.string().max(1_000);

/** The parameters of the address, and what is shown. */
export const ViewLook = z.object({
  search: z
    .record(z.string().regex(/^[a-zA-Z]{1,30}$/), Short)
    .refine((search) => Object.keys(search).length <= 40, 'must have at most 40 parts')
    .meta({ description: 'The parameters of the address: filter, order and grouping.' }),
  columns: z
    .array(z.string().max(40))
    .max(40)
    .nullable()
    .meta({ description: 'Columns in their order; null: as usual.' }),
});
export type ViewLook = z.infer<typeof ViewLook>;

export const SavedView = z.object({
  id: Id,
  page: z.enum(VIEW_PAGES),
  name: z.string(),
  /** What the page opens with. */
  isDefault: z.boolean(),
  look: ViewLook,
});
export type SavedView = z.infer<typeof SavedView>;

export const SavedViews = z.object({ views: z.array(SavedView) });
export type SavedViews = z.infer<typeof SavedViews>;

export const ViewsQuery = z.object({ page: z.enum(VIEW_PAGES).optional() });
export type ViewsQuery = z.infer<typeof ViewsQuery>;

export const SavedViewBody = z.object({
  page: z.enum(VIEW_PAGES),
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .refine((text) => !text.includes('\0'), 'must not contain the character NUL'),
  isDefault: z.boolean().default(false),
  look: ViewLook,
});
export type SavedViewBody = z.output<typeof SavedViewBody>;
