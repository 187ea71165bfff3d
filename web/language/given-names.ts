import type { Request } from '../api/request.ts';
import type { Language } from './tongue.ts';

interface Given {
  readonly id: string;
  readonly names: { readonly zh: string; readonly en: string };
}

function byCode(items: readonly Given[], tongue: 'zh' | 'en'): Record<string, string> {
  return Object.fromEntries(items.map(({ id, names }) => [id, names[tongue]]));
}

/**
 * Puts the names an institution gave its complaint types, and the rule its regimes, before those of the dictionaries;
 * without them, these stay.
 */
export async function loadGivenNames(request: Request, language: Language): Promise<void> {
  const read = async (path: string) => {
    const { response } = await request<{ readonly items: readonly Given[] }>(path);
    return response?.body.items ?? [];
  };
  const [topics, regimes] = await Promise.all([read('/topics'), read('/regimes')]);
  const given = (tongue: 'zh' | 'en') => ({
    topic: byCode(topics, tongue),
    regime: byCode(regimes, tongue),
  });
  language.add('given', { zh: given('zh'), en: given('en') });
}
