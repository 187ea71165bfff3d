import { theHouse } from '../../processes/complaint/case.ts';
import type { Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { takeStep } from '../store/step.ts';

/** Stops the moment the clock is met. Adds a supervisor at this rung and reminds them; the case stays with its unit. */
export const handle: Handler<'escalation:remind-office'> = async (
  { clockId, rung, ladder },
  deps,
) => {
  const at = deps.now();
  const clock = await deps.clocks.find(clockId);
  if (clock === null) throw new Unrecoverable('the clock has no record');
  if (clock.metAt !== null) return {};
  const { caseId, kind, dueAt } = clock;
  const { means, role } = ladder;
  await takeStep(deps, caseId, at, async ({ number }, tx) => {
    const isFirst = await deps.notices.putOnce(tx, {
      _id: `${clockId}:rung-${rung}:${role}`,
      caseId,
      kind: 'overdue',
      to: { kind: 'group', id: role },
      channel: 'desk',
      params: { kind, dueAt, number, means },
      at,
      sentAt: at,
      receipt: 'desk',
    });
    return isFirst
      ? { drafts: [{ type: 'remind', at, by: theHouse, data: { clockId, rung, means, role } }] }
      : null;
  });
  return {};
};
