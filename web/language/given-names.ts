import type { Request } from '../api/request.ts';
import type { Language } from './tongue.ts';

interface Given {
  readonly id: string;
  readonly names: { readonly zh: string; readonly en: string };
}

function byCode(items: readonly Given[], tongue: 'zh' | 'en'): Record<string, string> {
  return Object.fromEntries(items.map(({ id, names }) => [id, names[tongue]]));
}

/** Puts the names an institution gave its complaint types before those of the dictionaries; without them, these stay. */
export async function loadGivenNames(request: Request, language: Language): Promise<void> {
  const { response } = await request<{ readonly items: readonly Given[] }>('/topics');
  if (response === null) return;
  const { items } = response.body;
  language.add('given', {
    zh: { topic: byCode(items, 'zh') },
    en: { topic: byCode(items, 'en') },
  });
}
