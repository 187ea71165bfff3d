/** A place of a setting that does not hold, and which rule says so. */
export interface SettingIssue {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}
