import type { ClockRow } from '../store/clocks.ts';
import type { OccasionRow } from '../store/occasions.ts';
import type { CorrectionRow, ScoreRow } from '../store/scores.ts';
import { type Check, type Evidence, openFinding } from './check.ts';

/** Overdue verdicts without their occasion; imported clocks keep the verdict they came with. */
async function unnoted({ store }: Evidence, saw: () => void): Promise<string[]> {
  const occasions = store.rows<OccasionRow>('score_occasions');
  const violations: string[] = [];
  const overdue = store
    .rows<ClockRow>('clocks')
    .find({ verdict: 'overdue', status: { $ne: 'frozen' } });
  for await (const { _id } of overdue) {
    saw();
    const noted = await occasions.countDocuments({ _id: `${_id}:overdue`, clockId: _id });
    if (noted !== 1) violations.push(`clock ${_id} is overdue, and no occasion says so`);
  }
  return violations;
}

async function occasionFaults({ store }: Evidence, row: OccasionRow): Promise<string[]> {
  const { _id, clockId, settled } = row;
  const score = await store.rows<ScoreRow>('scores').findOne({ _id });
  const clock =
    clockId === null ? null : await store.rows<ClockRow>('clocks').findOne({ _id: clockId });
  return [
    ...(settled === 'recorded' && score === null ? [`occasion ${_id} lost its points`] : []),
    ...(settled !== 'recorded' && score !== null ? [`occasion ${_id} has points unasked`] : []),
    ...(_id.endsWith(':overdue') && clock?.verdict !== 'overdue'
      ? [`occasion ${_id}: its clock is not overdue`]
      : []),
  ];
}

async function ledgerFaults({ store }: Evidence): Promise<string[]> {
  const occasions = store.rows<OccasionRow>('score_occasions');
  const scores = store.rows<ScoreRow>('scores');
  const violations: string[] = [];
  for await (const { _id } of scores.find({}))
    if ((await occasions.findOne({ _id })) === null)
      violations.push(`points ${_id} have no occasion`);
  for await (const { _id, scoreId, before } of store
    .rows<CorrectionRow>('score_corrections')
    .find({})) {
    const score = await scores.findOne({ _id: scoreId });
    if (score?.points !== before) violations.push(`correction ${_id} corrects what is not there`);
  }
  return violations;
}

/** S1: every overdue verdict has its one occasion, every occasion at most one score, every correction its score. */
export const pointsFollowVerdicts: Check = {
  id: 'S1',
  claim: 'every overdue verdict has one occasion, every occasion at most one score',
  run: async (evidence) => {
    const finding = openFinding();
    for (const fault of await unnoted(evidence, finding.saw)) finding.violated(fault);
    for await (const row of evidence.store.rows<OccasionRow>('score_occasions').find({})) {
      finding.saw();
      for (const fault of await occasionFaults(evidence, row)) finding.violated(fault);
    }
    for (const fault of await ledgerFaults(evidence)) finding.violated(fault);
    return finding.close();
  },
};
