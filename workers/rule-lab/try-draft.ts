import { randomUUID } from 'node:crypto';
import { Refusal } from '../../processes/refusal.ts';
import { isScenario } from '../../processes/replay/scenario.ts';
import type { Now } from '../platform/clock.ts';
import type { ScenarioRun } from '../store/scenario-runs.ts';
import type { Stores } from '../store/stores.ts';
import type { RuleLab } from './rule-lab.ts';
import { runScenarios } from './run-scenarios.ts';

/** What a draft is tried with. */
export interface TrialDeps extends Pick<Stores, 'modelDrafts' | 'modelSets' | 'scenarioRuns'> {
  readonly ruleLab: RuleLab;
  readonly now: Now;
}

/** The texts of a draft and of the set in force, and the version of that. */
export async function sidesOf(
  { modelDrafts, modelSets }: Pick<TrialDeps, 'modelDrafts' | 'modelSets'>,
  draftId: string,
) {
  const inForce = await modelSets.inForce();
  const [draft, base] = await Promise.all([
    modelDrafts.contents(draftId),
    inForce === null ? [] : modelSets.contents(inForce.tag),
  ]);
  return { draft, inForce: base, tag: inForce?.tag ?? null };
}

async function digestOf({ modelDrafts }: Pick<TrialDeps, 'modelDrafts'>, draftId: string) {
  const draft = await modelDrafts.find(draftId);
  if (draft === null) throw new Refusal('MODEL_DRAFT_UNKNOWN');
  return modelDrafts.filesDigest(draft);
}

/**
 * Runs the example cases of a draft and keeps the run for exactly the files it was made on.
 *
 * @throws Refusal `MODEL_DRAFT_UNKNOWN`, `CHANGED_MEANWHILE`, and those of the rule lab
 */
export async function tryDraft(
  deps: TrialDeps,
  draftId: string,
  userId: string,
): Promise<ScenarioRun> {
  const filesDigest = await digestOf(deps, draftId);
  const { tag: base, ...sides } = await sidesOf(deps, draftId);
  // What is tried must be what the digest names, also when somebody saves meanwhile.
  if (filesDigest !== (await digestOf(deps, draftId))) throw new Refusal('CHANGED_MEANWHILE');
  const found = await runScenarios(deps.ruleLab, sides);
  const about = { id: randomUUID(), draftId, filesDigest, base, by: userId };
  const run: ScenarioRun = { ...about, at: deps.now(), ...found };
  await deps.scenarioRuns.put(run);
  return run;
}

/**
 * The gate before a draft goes into force: its example cases passed on exactly these files. They are run now where that
 * was not done. A house without a rule lab lets drafts without example cases pass.
 *
 * @throws Refusal `SCENARIOS_NOT_PASSED`, `MODEL_DRAFT_UNKNOWN`, and those of the rule lab
 */
export async function mustPassScenarios(
  deps: TrialDeps,
  draftId: string,
  userId: string,
): Promise<void> {
  const known = await deps.scenarioRuns.passed(draftId, await digestOf(deps, draftId));
  if (known === true) return;
  if (known === null && !deps.ruleLab.isSetUp) {
    const files = await deps.modelDrafts.contents(draftId);
    if (!files.some(({ name }) => isScenario(name))) return;
  }
  const passed = known ?? (await tryDraft(deps, draftId, userId)).passed;
  if (!passed) throw new Refusal('SCENARIOS_NOT_PASSED');
}
