import { Refusal } from '../../processes/refusal.ts';
import type { ApiDeps } from '../deps.ts';
import { impactOfFiles } from './impact.ts';
import type { ImpactView } from './schema.ts';

type DraftDeps = Pick<ApiDeps, 'running' | 'definitions' | 'now' | 'modelDrafts' | 'modelSets'>;

/**
 * What a draft means for everything that runs, against the set it was made from.
 *
 * @throws Refusal `MODEL_DRAFT_UNKNOWN`
 */
export async function impactOfDraft(deps: DraftDeps, draftId: string): Promise<ImpactView> {
  const { modelDrafts, modelSets } = deps;
  const draft = await modelDrafts.find(draftId);
  if (draft === null) throw new Refusal('MODEL_DRAFT_UNKNOWN');
  const base = draft.base === null ? [] : await modelSets.contents(draft.base);
  return impactOfFiles(deps, base, await modelDrafts.contents(draftId));
}

/**
 * Holds a draft that takes away a diagram cases still run on: no set would hold it any more, so nobody could mend it or
 * move them on. Other changes strand nobody: running cases stay on their version.
 *
 * @throws Refusal `DRAFT_STRANDS` naming the diagram and how many run on it
 */
export async function mustStrandNobody(deps: DraftDeps, draftId: string): Promise<void> {
  const { processes } = await impactOfDraft(deps, draftId);
  const stranding = processes.find(({ change }) => change === 'removed');
  if (stranding === undefined) return;
  const { name, file, versions } = stranding;
  const count = versions.reduce((sum, { running }) => sum + running, 0);
  throw new Refusal('DRAFT_STRANDS', { name, file, count });
}
