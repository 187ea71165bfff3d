import { useRequest } from '../api/use-request.ts';
import { useLanguage } from '../language/language.ts';
import type { Tongue } from '../language/tongue.ts';
import { useSession } from '../session/session.ts';

/** Changes the language of this browser, and keeps it with the person where the server can. */
export function useChangeLanguage(): (tongue: Tongue) => Promise<void> {
  const request = useRequest();
  const language = useLanguage();
  const { user } = useSession();
  return async (tongue) => {
    await language.change(tongue);
    // The browser remembers it in any case, so an answer is not waited for.
    if (user.value !== null)
      await request<unknown>('/session', { method: 'PATCH', body: { language: tongue } });
  };
}
