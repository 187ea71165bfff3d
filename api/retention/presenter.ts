import type { Case } from '../../processes/complaint/case.ts';
import type { Retention } from '../../processes/retention/rule.ts';
import type { EntryRow } from '../../workers/store/entries.ts';
import type { dryRun } from '../../workers/store/retention.ts';
import type { HoldView, RetentionView } from './schema.ts';

/** The rule with what a run would do now. */
export function presentRetention(
  rule: Retention,
  { version, mayChange }: Pick<RetentionView, 'version' | 'mayChange'>,
  { counts, items }: Awaited<ReturnType<typeof dryRun>>,
): RetentionView {
  const { due, held, erased } = counts;
  return {
    ...{ rule, version, mayChange, counts: { due, held, erased } },
    items: items.flatMap(({ caseId, number, closedAt, erasableFrom, verdict }) =>
      verdict === 'due' || verdict === 'held'
        ? [
            {
              ...{ caseId, number, verdict, closedAt: closedAt.toISOString() },
              erasableFrom: erasableFrom.toISOString(),
            },
          ]
        : [],
    ),
  };
}

/** Whether a case is kept beyond its time. */
export function presentHold(
  { hold, erasedAt }: Case,
  entry: Pick<EntryRow, 'fields'> | null,
  mayHold: boolean,
): HoldView {
  const { reason } = entry?.fields ?? {};
  return {
    held: Boolean(hold),
    since: hold?.at.toISOString() ?? null,
    reason: typeof reason === 'string' ? reason : null,
    erasedAt: erasedAt?.toISOString() ?? null,
    may: mayHold && erasedAt === undefined,
  };
}
