import type { TemplateRow } from '../../workers/store/templates.ts';
import type { TemplateVersion } from './schema.ts';

/** A version of a template as the administrator's page shows it. */
export function presentVersion(
  { version, file, placeholders, uploadedAt, uploadedBy }: TemplateRow,
  people: ReadonlyMap<string, string>,
): TemplateVersion {
  const { name, size, sha256 } = file;
  return {
    ...{ version, name, size, sha256, placeholders: [...placeholders] },
    uploadedAt: uploadedAt.toISOString(),
    uploadedBy: uploadedBy === null ? null : (people.get(uploadedBy) ?? ''),
  };
}
