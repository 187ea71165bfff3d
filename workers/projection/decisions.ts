import type { DecisionRow } from '../store/decisions.ts';
import type { Changes, RowKeys } from '../store/projected.ts';
import { belongingOf } from './instances.ts';
import type { RecordOf } from './record-schema.ts';
import type { Find } from './rows.ts';

type Evaluation = RecordOf<'DECISION_EVALUATION'>;

export function rowsOfEvaluation({ value }: Evaluation): RowKeys {
  return { instances: value.processInstanceKey === null ? [] : [value.processInstanceKey] };
}

/** The engine decided, or could not. One evaluation may go through several decisions. */
export function projectEvaluation(record: Evaluation, find: Find): Changes {
  const { key, value, at, partition, position } = record;
  const common = {
    partition,
    ...belongingOf(find, value.processInstanceKey),
    instanceKey: value.processInstanceKey,
    elementId: value.elementId,
    at,
    failed: record.intent === 'FAILED' ? (value.failureMessage ?? '') : null,
    position,
  };
  const decisions = value.evaluated.map(
    (evaluated, index): DecisionRow => ({ _id: `${key}:${index}`, ...common, ...evaluated }),
  );
  return { decisions: decisions.length > 0 ? decisions : [undecided(record, common)] };
}

/** A decision that failed before any table was read still shows which one it was. */
function undecided(
  { key, value }: Evaluation,
  common: Omit<
    DecisionRow,
    | '_id'
    | 'decisionId'
    | 'decisionName'
    | 'decisionKey'
    | 'version'
    | 'inputs'
    | 'matchedRules'
    | 'output'
  >,
): DecisionRow {
  return {
    _id: `${key}:0`,
    ...common,
    decisionId: value.decisionId,
    decisionName: value.decisionName,
    decisionKey: value.decisionKey,
    version: value.decisionVersion,
    inputs: [],
    matchedRules: [],
    output: 'null',
  };
}
