import type { MailPage, MailView } from '../../api/mails/schema.ts';
import { pathWith } from '../api/path.ts';
import { useQuery } from '../api/use-query.ts';

/** Mails that came in, by what became of them. */
export function useMails(state: () => string) {
  return useQuery<MailPage>(() => pathWith('/mails', { state: state() }), { keep: true });
}

/** One mail with its words; null reads nothing. */
export function useMail(id: () => string | null) {
  return useQuery<MailView>(() => {
    const mailId = id();
    return mailId === null ? null : `/mails/${encodeURIComponent(mailId)}`;
  });
}

/** Whether mails of the folder are complaints at once. */
export function useMailSetting() {
  return useQuery<{ readonly direct: boolean }>(() => '/mail-intake');
}
