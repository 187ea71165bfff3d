import { randomUUID } from 'node:crypto';
import {
  type DraftFile,
  type Hand,
  type ModelDraft,
  mustOwn,
} from '../../processes/models/draft.ts';
import { mostModelFiles, type NamedFile, type SetFile } from '../../processes/models/file.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { ModelDraftStore } from './model-drafts.ts';
import type { ModelFileStore } from './model-files.ts';
import type { ModelSetStore } from './model-sets.ts';

interface OpenDeps {
  readonly modelDrafts: Pick<ModelDraftStore, 'open'>;
  readonly modelSets: Pick<ModelSetStore, 'inForce'>;
  readonly modelFiles: Pick<ModelFileStore, 'keep'>;
}

interface Wanted {
  readonly name: string;
  readonly description: string;
  readonly files: readonly SetFile[];
  /** True: the files are the whole set, what is not among them goes. */
  readonly isWhole: boolean;
}

/** What has to change in the set in force so that it holds these files. */
function changesTo(inForce: readonly SetFile[], { files, isWhole }: Wanted) {
  const before = new Map(inForce.map(({ name, digest }) => [name, digest]));
  const wanted = new Set(files.map(({ name }) => name));
  const changed = files.filter(({ name, digest }) => before.get(name) !== digest);
  const gone = isWhole ? inForce.filter(({ name }) => !wanted.has(name)) : [];
  return [...changed, ...gone.map(({ name }) => ({ name, digest: null }))];
}

/**
 * Opens a draft on the set in force that holds files kept before: a set that is restored, or what was imported.
 *
 * @throws Refusal `DRAFT_FULL`, `DIAGRAM_OWNERS_ONLY`, `MODEL_FILE_NAME`
 */
export async function openDraftWith(
  { modelDrafts, modelSets }: Omit<OpenDeps, 'modelFiles'>,
  wanted: Wanted,
  { at, ...hand }: Hand & { readonly at: Date },
): Promise<ModelDraft> {
  if (wanted.files.length > mostModelFiles)
    throw new Refusal('DRAFT_FULL', { most: mostModelFiles });
  const inForce = await modelSets.inForce();
  const { userId } = hand;
  const files = changesTo(inForce?.files ?? [], wanted).map(
    ({ name, digest }): DraftFile => ({ name, digest, revision: 1, savedAt: at, savedBy: userId }),
  );
  mustOwn(
    hand,
    files.map(({ name }) => name),
  );
  const id = randomUUID();
  const { name, description } = wanted;
  const begun = { id, name, description, base: inForce?.tag ?? null, files, hands: [userId] };
  const versions = files.map(({ name: file, digest }) => ({
    ...{ _id: randomUUID(), draftId: id, name: file, digest, revision: 1, by: userId, at },
    refused: null,
  }));
  return modelDrafts.open({ ...begun, createdBy: userId, createdAt: at }, versions);
}

/** Opens a draft with files that were brought in; their texts are kept first. */
export async function importDraft(
  deps: OpenDeps,
  { files, ...wanted }: Omit<Wanted, 'files'> & { readonly files: readonly NamedFile[] },
  hand: Hand & { readonly at: Date },
): Promise<ModelDraft> {
  const kept = await deps.modelFiles.keep(files, hand.at);
  return openDraftWith(deps, { ...wanted, files: kept }, hand);
}
