import { randomUUID } from 'node:crypto';
import { type DraftFile, type ModelDraft, mustBeWritable } from '../../processes/models/draft.ts';
import { type Choices, rebased } from '../../processes/models/rebase.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { FileVersion, ModelDraftStore } from './model-drafts.ts';
import type { ModelSetStore } from './model-sets.ts';

interface RebaseDeps {
  readonly modelDrafts: Pick<ModelDraftStore, 'change'>;
  readonly modelSets: Pick<ModelSetStore, 'find' | 'inForce'>;
}

/**
 * Puts a draft on the set in force, file by file. Nothing that was saved in it is lost: what gives way stays among the
 * saved texts.
 *
 * @param choices which side stands for each file that both changed
 * @throws Refusal `MODEL_DRAFT_UNKNOWN`, `DRAFT_CLOSED`, `DRAFT_PUBLISHING`, `DRAFT_IN_REVIEW`, `DRAFT_NOT_BEHIND`,
 *   `DRAFT_CONFLICTS`
 */
export async function rebaseDraft(
  { modelDrafts, modelSets }: RebaseDeps,
  { draftId, choices }: { readonly draftId: string; readonly choices: Choices },
  { at, userId }: { readonly at: Date; readonly userId: string },
): Promise<ModelDraft> {
  return modelDrafts.change(draftId, at, async (draft) => {
    mustBeWritable(draft);
    const inForce = await modelSets.inForce();
    if (inForce === null || inForce.tag === draft.base) throw new Refusal('DRAFT_NOT_BEHIND');
    const base = draft.base === null ? null : await modelSets.find(draft.base);
    const sides = { base: base?.files ?? [], inForce: inForce.files, changes: draft.files };
    const next = rebased(sides, choices);
    const files = draft.files.map((file): DraftFile => {
      const digest = next.get(file.name) ?? null;
      if (digest === file.digest) return file;
      return { ...file, digest, revision: file.revision + 1, savedAt: at, savedBy: userId };
    });
    const versions = files
      .filter((file) => !draft.files.includes(file))
      .map(
        ({ name, digest, revision }): FileVersion => ({
          ...{ _id: randomUUID(), draftId, name, digest, revision, by: userId, at, refused: null },
        }),
      );
    const hands = versions.length === 0 ? draft.hands : [...new Set([...draft.hands, userId])];
    return { fields: { base: inForce.tag, files, hands, state: 'draft' }, versions };
  });
}
