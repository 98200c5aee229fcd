/** Which setting somebody looked for: it comes into view. */
export interface SettingSearch {
  readonly field?: string | undefined;
}

/** The address of a page of settings; what makes no sense is left out. */
export const settingSearch = ({ field }: Record<string, unknown>): SettingSearch => ({
  field: typeof field === 'string' && /^[A-Za-z\d]{1,80}$/.test(field) ? field : undefined,
});
