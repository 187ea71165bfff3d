import { Refusal } from '../refusal.ts';
import type { ActionDraft, Case } from './case.ts';
import { complaintTasks } from './contract.ts';
import { openContributions } from './contributions.ts';
import { type DoneTask, type Fields, readFields as read } from './done-task.ts';
import { openTurn } from './turns.ts';

/**
 * What the unit makes of the matter: a proposal, or the matter given back.
 *
 * @throws Refusal `FIELD_INVALID`; `ARBITRATION_BINDS` when who is competent was decided; `SAME_UNIT` when the unit names
 *   itself as the competent one
 */
export function proposalOrReturn(current: Case, fields: Fields, done: DoneTask): ActionDraft {
  const { disposal, weight, keyMatter, returnGround, competentUnitId } = read(
    complaintTasks.propose,
    fields,
  );
  if (disposal === 'return' && returnGround) {
    const unitId = current.unitId ?? '';
    if (current.arbitrated === true) throw new Refusal('ARBITRATION_BINDS', { field: 'disposal' });
    if (competentUnitId === unitId) throw new Refusal('SAME_UNIT', { field: 'competentUnitId' });
    const turn = current.turns?.length ?? 1;
    return { ...done, type: 'return', data: { unitId, turn, ground: returnGround } };
  }
  if (!weight) throw new Refusal('FIELD_INVALID', { field: 'weight', reason: 'REQUIRED' });
  return { ...done, type: 'propose', data: { weight, keyMatter: keyMatter === 'yes' } };
}

/**
 * The part of a contributing unit.
 *
 * @throws Refusal `FIELD_INVALID`; `CONTRIBUTION_OVER` when nothing is awaited of the unit any more
 */
export function contribution(current: Case, fields: Fields, done: DoneTask): ActionDraft {
  read(complaintTasks.contribute, fields);
  const own = openContributions(current).find(({ unitId }) => unitId === done.by.unitId);
  if (own === undefined) throw new Refusal('CONTRIBUTION_OVER');
  return { ...done, type: 'contribute', data: { contributionId: own.id } };
}

/** The receipt of the institution that has the case now. */
export function receipt(fields: Fields, done: DoneTask): ActionDraft {
  const { receivedOn } = read(complaintTasks['receive-handover'], fields);
  return { ...done, type: 'receive-handover', data: { receivedOn } };
}

/**
 * The next unit after a return, and whether the return was founded; or another institution.
 *
 * @throws Refusal `FIELD_INVALID`; `NOTHING_RETURNED` when no unit gave the case back; `SAME_UNIT` when it goes back to the
 *   unit whose return is called founded
 */
export function decideReassignment(
  type: 'reassign' | 'arbitrate',
  current: Case,
  fields: Fields,
  done: DoneTask,
): ActionDraft {
  if (type === 'reassign' && read(complaintTasks.reassign, fields).outcome === 'other-body')
    return { ...done, type: 'hand-over', data: { ground: 'not-our-duty' } };
  const form = read(complaintTasks[type], fields);
  const last = current.turns?.at(-1);
  if (last === undefined || openTurn(current) !== null) throw new Refusal('NOTHING_RETURNED');
  const founded = form.founded === 'yes';
  const unitId = form.unitId ?? '';
  if (founded && unitId === last.unitId) throw new Refusal('SAME_UNIT', { field: 'unitId' });
  return { ...done, type, data: { unitId, founded } };
}
