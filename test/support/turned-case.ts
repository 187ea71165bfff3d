import { checkAllowed } from '../../processes/complaint/actions.ts';
import { type ActionDraft, type Case, theHouse } from '../../processes/complaint/case.ts';
import { appendActions } from '../../processes/complaint/chain.ts';
import { at, buildCase, digest, staff } from './build-case.ts';

/** A unit gets the case. */
export const dispatch = (unitId: string, turn: number, day: string): ActionDraft => ({
  ...{ type: 'dispatch', at: at(`${day}T09:00`), by: theHouse },
  data: { unitId, turn, dueAt: at('2026-11-28T00:00') },
});
/** It gives the case back. */
export const giveBack = (unitId: string, turn: number, day: string): ActionDraft => ({
  ...{ type: 'return', at: at(`${day}T10:00`), by: staff('unit-handler', 'P-1', unitId) },
  data: { unitId, turn, ground: 'other-unit-duty' },
});
/** The office names the next unit. */
export const name = (
  type: 'reassign' | 'arbitrate',
  unitId: string,
  founded: boolean,
): ActionDraft => ({
  ...{ type, at: at('2026-11-29T11:00'), by: staff('office') },
  data: { unitId, founded },
});
/** A handler does a task. */
export const done = {
  ...{ at: at('2026-11-29T12:00'), by: staff('unit-handler'), step: 'Task_Any' },
  digests: {},
};
/** The form of a return. */
export const back = {
  disposal: 'return',
  returnGround: 'outside-area',
  returnReason: '职责清单第12条。',
};

/** An assigned case and what happened to it since. */
export function caseWith(...drafts: ActionDraft[]): Case {
  const assigned = buildCase(5);
  for (const [index, draft] of drafts.entries())
    checkAllowed(appendActions('case-1', assigned, drafts.slice(0, index), digest).next, draft);
  return appendActions('case-1', assigned, drafts, digest).next ?? assigned;
}

/** Given back once. */
export const once = [
  dispatch('U-shizheng', 1, '2026-11-23'),
  giveBack('U-shizheng', 1, '2026-11-24'),
];
/** Given back a second time, by another unit. */
export const twice = [
  ...once,
  name('reassign', 'U-huanbao', true),
  dispatch('U-huanbao', 2, '2026-11-29'),
  giveBack('U-huanbao', 2, '2026-11-30'),
];
