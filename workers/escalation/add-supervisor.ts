import { theHouse } from '../../processes/complaint/case.ts';
import {
  isStillOverdue,
  type TakenRung,
  takenRung,
  takeRung,
} from '../../processes/escalation/ladder.ts';
import type { Deps, Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { takeStep } from '../store/step.ts';

type Input = Parameters<Handler<'escalation:add-supervisor'>>[0];

/** Takes the rung once; null when the clock is met. */
async function climb(deps: Deps, { clockId, rung, ladder: rule }: Input) {
  const at = deps.now();
  const known = await deps.clocks.find(clockId);
  const calendar = known === null ? null : await deps.calendars.find(known.calendar.id);
  if (known === null || calendar === null) throw new Unrecoverable('the ladder has no record');
  const { caseId, kind } = known;
  await takeStep(deps, caseId, at, async ({ unitId, number }, tx) => {
    const [clock, ladder] = [
      await deps.clocks.find(clockId, tx),
      await deps.ladders.find(clockId, tx),
    ];
    if (clock === null || ladder === null) throw new Unrecoverable('the ladder has no record');
    if (!isStillOverdue(clock) || takenRung(ladder, rung) !== null) return null;
    const higher = takeRung(ladder, { rung, rule }, { unitId, at, calendar });
    const { means, role } = rule;
    return {
      drafts: [{ type: 'supervise', at, by: theHouse, data: { clockId, kind, rung, means, role } }],
      also: async (inTx) => {
        await deps.ladders.save(inTx, higher);
        await deps.notices.tellGroupOnce(inTx, {
          id: `${clockId}:rung-${rung}:${role}`,
          ...{ caseId, kind: 'overdue', group: role, at },
          params: { kind, dueAt: clock.dueAt, number, means },
        });
      },
    };
  });
  const ladder = await deps.ladders.find(clockId);
  return ladder === null ? null : takenRung(ladder, rung);
}

function answer(state: 'climbing' | 'met', { rung, means, unitId, dueAt, next }: TakenRung) {
  const taken = { rung, means, unitId, dueAt: dueAt?.toISOString() ?? null };
  return { state, taken, isTop: next === null, rung: rung + 1 };
}

/** Adds a supervisor to the case at this rung; the case stays with its unit. Stops when the clock is met. */
export const handle: Handler<'escalation:add-supervisor'> = async (input, deps) => {
  const taken = await climb(deps, input);
  deps.failpoint('add-supervisor:committed');
  if (taken !== null) return answer('climbing', taken);
  const { rung, ladder } = input;
  const none = { rung, means: ladder.means, unitId: null, dueAt: null };
  return { state: 'met', taken: none, isTop: true, rung };
};
