import type { Span } from '../../processes/clock/span.ts';
import { isUnreachable } from '../../workers/store/unreachable.ts';
import type { Lang } from '../language.ts';
import { createRegimeTable } from '../regimes/in-force.ts';
import type { CitizenDeps } from './deps.ts';

/** How fast the house answers by its usual regime, in words: to the first response, where it has one, and to the answer. */
export interface Pace {
  readonly first: string | null;
  readonly done: string;
}

export type PaceIn = (lang: Lang) => Promise<Pace>;

/** As shipped: what is promised until a table is in force. */
const shipped = { first: { amount: 24, unit: 'h' }, done: { amount: 8, unit: 'wd' } } as const;

/** What the pages promise: the last row of the regime table in force, which fits whatever no other does. */
export function createPace({
  definitions,
  language,
}: Pick<CitizenDeps, 'language'> & {
  readonly definitions: Parameters<typeof createRegimeTable>[0];
}): PaceIn {
  const tableInForce = createRegimeTable(definitions);

  async function spans(): Promise<{ readonly first: Span | null; readonly done: Span }> {
    const { usual } = await tableInForce();
    if (usual === null) return shipped;
    const { firstAmount, firstUnit, doneAmount, doneUnit } = usual;
    const first =
      firstAmount == null || firstUnit == null ? null : { amount: firstAmount, unit: firstUnit };
    return { first, done: { amount: doneAmount, unit: doneUnit } };
  }

  return async (lang) => {
    const say = ({ amount, unit }: Span) =>
      language.say(lang, 'desk', `span.${unit}`, { count: amount });
    const { first, done } = await spans().catch((error: unknown) => {
      // A page that only tells how it goes is served without the database.
      if (isUnreachable(error)) return shipped;
      throw error;
    });
    return { first: first === null ? null : say(first), done: say(done) };
  };
}
