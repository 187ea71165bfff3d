import type { Store } from './connect.ts';

/** One example case, tried on a draft and on the set in force. */
export interface ScenarioResult {
  readonly file: string;
  readonly scenario: string;
  readonly decisionId: string;
  readonly name: string;
  /** JSON texts: values of rules are of any kind. */
  readonly inputs: string;
  readonly expect: string;
  readonly output: string;
  readonly row: string | null;
  readonly failure: string | null;
  readonly passed: boolean;
  /** Null: the set in force has no such decision. */
  readonly inForce: { readonly output: string; readonly row: string | null } | null;
}

/** Something that kept the rules of a draft from being tried at all. */
export interface RuleProblem {
  readonly code: string;
  readonly file: string;
  readonly place: string;
  /** In the engine's words, where it has any. */
  readonly message: string;
}

/** All example cases of a draft, run on exactly the files the digest names. */
export interface ScenarioRun {
  readonly id: string;
  readonly draftId: string;
  readonly filesDigest: string;
  /** Version of the set it was compared with; null in a house without one. */
  readonly base: string | null;
  readonly by: string;
  readonly at: Date;
  readonly passed: boolean;
  /** Cells of changed tables that were evaluated by themselves. */
  readonly cells: number;
  readonly problems: readonly RuleProblem[];
  readonly results: readonly ScenarioResult[];
}

export interface ScenarioRunStore {
  readonly put: (run: ScenarioRun) => Promise<void>;
  /** Newest first. */
  readonly ofDraft: (draftId: string, limit: number) => Promise<ScenarioRun[]>;
  /** Whether the newest run over exactly these files passed; null: there was none. */
  readonly passed: (draftId: string, filesDigest: string) => Promise<boolean | null>;
}

type Row = Omit<ScenarioRun, 'id'> & { readonly _id: string };

/** Runs of example cases over drafts: the gate before a draft goes into force asks here. */
export function createScenarioRunStore(store: Store): ScenarioRunStore {
  const rows = store.rows<Row>('scenario_runs');
  const newest = { at: -1, _id: -1 } as const;
  return {
    put: async ({ id: _id, ...fields }) => {
      await rows.insertOne({ _id, ...fields });
    },
    ofDraft: async (draftId, limit) =>
      (await rows.find({ draftId }).sort(newest).limit(limit).toArray()).map(
        ({ _id: id, ...fields }) => ({ id, ...fields }),
      ),
    passed: async (draftId, filesDigest) =>
      (await rows.findOne({ draftId, filesDigest }, { sort: newest }))?.passed ?? null,
  };
}
