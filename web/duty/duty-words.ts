import type { DutyView, GapView } from '../../api/duty/schema.ts';
import { useLanguage } from '../language/language.ts';
import { useDates } from '../language/use-dates.ts';

/** Duties and gaps in words. */
export function useDutyWords() {
  const { t } = useLanguage();
  const dates = useDates();

  function lackOf(why: GapView['why'], turnOf: { readonly name: string } | null): string {
    return t(`duty:lack.${why}`, { name: turnOf?.name ?? '' });
  }

  const span = (from: string, until: string) =>
    t('duty:rehearsal.span', { from: dates.instant(from), until: dates.instant(until) });

  /** Who stands it, and in place of whom. */
  function whoOf({ person, turnOf, how, lack }: DutyView): string {
    if (person === null) return lack === null ? t('duty:nobody') : lackOf(lack, turnOf);
    if (how === 'turn') return person.name;
    const instead = turnOf === null ? '' : t('duty:insteadOf', { name: turnOf.name });
    return [person.name, t(`duty:how.${how}`), instead].filter((part) => part !== '').join(' · ');
  }

  return { lackOf, span, whoOf };
}
