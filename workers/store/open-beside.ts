import type { Calendar } from '../../processes/clock/calendar.ts';
import type { ActionDraft, Case } from '../../processes/complaint/case.ts';
import { caseIdOfClock } from '../../processes/complaint/clocks.ts';
import { workingCalendar } from './calendar-in-use.ts';
import type { QuestionDeps } from './questions.ts';
import { type Step, takeStep } from './step.ts';

/** The diagram that runs a matter beside its case, as it asks for it. */
export interface Opening {
  /** Begins with the id of its case. */
  readonly id: string;
  readonly instanceKey: string;
  readonly at: Date;
}

/** What is known of the matter: who holds it, until when it is to be done, and what taking it up states on the log. */
export interface Matter {
  /** The instance that holds it; null while none does. */
  readonly holder: string | null;
  readonly until: Date;
  readonly draft: ActionDraft;
  readonly besides?: Omit<Step, 'drafts'> & { readonly drafts?: readonly ActionDraft[] };
}

/**
 * Claims a matter beside a case for an instance, once: a second instance is told that it is not its own.
 *
 * @param read of the case, what the matter is; counted with the calendar that new dates are counted with
 */
export async function openBeside(
  deps: QuestionDeps,
  { id, instanceKey, at }: Opening,
  read: (current: Case, calendar: Calendar) => Matter,
): Promise<{ claimed: boolean; until: Date }> {
  const calendar = await workingCalendar(deps);
  let opened = { claimed: false, until: at };
  await takeStep(deps, caseIdOfClock(id), at, (current) => {
    const { holder, until, draft, besides = {} } = read(current, calendar);
    opened = { claimed: holder === null || holder === instanceKey, until };
    if (holder !== null) return null;
    return { ...besides, drafts: [draft, ...(besides.drafts ?? [])] };
  });
  return opened;
}
