import { type Duty, dutiesAt } from './duties.ts';
import type { Rota } from './rota.ts';

function distinct(userIds: readonly (string | null)[]): string[] {
  return [...new Set(userIds.filter((userId) => userId !== null))];
}

/** Who stands duty at an instant, of all shifts that run then. */
export function onDuty(duties: readonly Duty[], at: Date): string[] {
  return distinct(dutiesAt(duties, at).map(({ userId }) => userId));
}

/** Who comes on next, in the order they do; whoever is on duty now is not among them. */
export function comingNext(duties: readonly Duty[], at: Date): string[] {
  const now = onDuty(duties, at);
  const later = duties.filter(({ from }) => from > at).map(({ userId }) => userId);
  return distinct(later).filter((userId) => !now.includes(userId));
}

/**
 * In which order the people of a rota are called at an instant: who is on duty, then one after the other those who come
 * on next, then whoever else is on its turns and could.
 *
 * @param duties of this rota, from before the instant to some days after it
 * @param canCome whether somebody is on no leave and may stand this duty
 */
export function callOrder(
  { shifts }: Pick<Rota, 'shifts'>,
  duties: readonly Duty[],
  at: Date,
  canCome: (userId: string) => boolean,
): { readonly onDuty: readonly string[]; readonly next: readonly string[] } {
  const now = onDuty(duties, at);
  const coming = comingNext(duties, at).filter(canCome);
  const turns = shifts.flatMap(({ turn }) => turn).filter(canCome);
  const next = distinct([...coming, ...turns]).filter((userId) => !now.includes(userId));
  return { onDuty: now, next };
}
