import type { Store } from './connect.ts';

/** An input or output of a decision; `value` is JSON, cut when very long. */
export interface DecisionValue {
  readonly id: string;
  readonly name: string;
  readonly value: string;
}

/** A row of a decision table that matched. */
export interface MatchedRule {
  readonly id: string;
  /** Counted from 1, as in the table. */
  readonly index: number;
  readonly outputs: readonly DecisionValue[];
}

/** One decision the engine took, with the version that was in force there and then. */
export interface DecisionRow {
  /** `key:index`: one evaluation may go through several decisions. */
  readonly _id: string;
  readonly partition: number;
  readonly caseId: string | null;
  readonly clockId: string | null;
  readonly instanceKey: string | null;
  readonly elementId: string | null;
  readonly decisionId: string;
  readonly decisionName: string;
  readonly version: number;
  readonly decisionKey: string | null;
  readonly inputs: readonly DecisionValue[];
  readonly matchedRules: readonly MatchedRule[];
  readonly output: string;
  readonly at: Date;
  /** Why it could not be decided; null when it was. */
  readonly failed: string | null;
  readonly position: number;
}

export interface DecisionStore {
  /** Decisions in a case, in the order they were taken. */
  readonly ofCase: (caseId: string) => Promise<DecisionRow[]>;
  readonly ofInstance: (instanceKey: string) => Promise<DecisionRow[]>;
  readonly ofInstances: (instanceKeys: readonly string[]) => Promise<DecisionRow[]>;
}

/** Decisions as the record stream tells them. */
export function createDecisionStore(store: Store): DecisionStore {
  const decisions = store.rows<DecisionRow>('decisions');
  return {
    ofCase: (caseId) => decisions.find({ caseId }).sort({ at: 1, position: 1, _id: 1 }).toArray(),
    ofInstances: (instanceKeys) =>
      decisions.find({ instanceKey: { $in: [...instanceKeys] } }).toArray(),
    ofInstance: (instanceKey) =>
      decisions.find({ instanceKey }).sort({ position: 1, _id: 1 }).toArray(),
  };
}
