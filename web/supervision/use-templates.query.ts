import type { TemplateView } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';

export interface Templates {
  readonly items: readonly TemplateView[];
  readonly placeholders: readonly string[];
}

/** The templates of letters, every version of each. */
export function useTemplates() {
  return useQuery<Templates>(() => '/templates');
}
