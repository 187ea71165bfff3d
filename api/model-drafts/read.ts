import { compareWithBase, type ModelDraft } from '../../processes/models/draft.ts';
import { conflictsOf } from '../../processes/models/rebase.ts';
import { approvalOf } from '../../processes/models/review.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { ModelSet } from '../../workers/store/model-sets.ts';
import type { ApiDeps } from '../deps.ts';
import type { Person } from '../person.ts';
import { namesOf } from '../users/names.ts';
import { offeredTo } from './policy.ts';
import { type Names, personOf, presentFile, presentItem, presentPublication } from './presenter.ts';
import type { DraftItem, DraftView } from './schema.ts';

type ReadDeps = Pick<ApiDeps, 'modelDrafts' | 'modelSets' | 'users' | 'now'>;

/** Somebody whose editor has been silent this long has left. */
const presenceMs = 45_000;

function peopleOf(draft: ModelDraft): string[] {
  return [
    ...[draft.createdBy, ...draft.hands],
    ...draft.files.map(({ savedBy }) => savedBy),
    ...draft.comments.map(({ by }) => by),
    ...draft.reviews.map(({ by }) => by),
    ...draft.editors.map(({ userId }) => userId),
  ];
}

/** Who has a file of a draft open now. */
export function presentEditors({ editors }: ModelDraft, now: Date, names: Names) {
  return editors
    .filter(({ seenAt }) => now.getTime() - seenAt.getTime() < presenceMs)
    .map(({ userId, file, seenAt }) => ({
      ...{ by: personOf(userId, names), file, seenAt: seenAt.toISOString() },
    }));
}

/** Reads drafts as their pages show them. */
export function createDraftReader({ modelDrafts, modelSets, users, now }: ReadDeps) {
  const setOf = (tag: string | null) => (tag === null ? null : modelSets.find(tag));

  async function found(draftId: string): Promise<ModelDraft> {
    const draft = await modelDrafts.find(draftId);
    if (draft === null) throw new Refusal('MODEL_DRAFT_UNKNOWN');
    return draft;
  }

  async function list(closed: boolean): Promise<DraftItem[]> {
    const [drafts, inForce] = await Promise.all([
      modelDrafts.list({ closed, limit: 200 }),
      modelSets.inForce(),
    ]);
    const names = await namesOf(
      users,
      drafts.map(({ createdBy }) => createdBy),
    );
    return Promise.all(
      drafts.map(async (draft) => {
        const base = await setOf(draft.base);
        const compared = compareWithBase(base?.files ?? [], draft.files);
        return presentItem(draft, { base, inForce, compared, names });
      }),
    );
  }

  /** The newest try to put a draft in force. */
  async function publicationOf(draft: ModelDraft) {
    const tried = await modelSets.ofDraft(draft.id);
    if (tried === null) return null;
    const first = (await modelSets.underWay()).filter(({ number }) => number < tried.number);
    return presentPublication(tried, first.length);
  }

  function conflicting(draft: ModelDraft, base: ModelSet | null, inForce: ModelSet | null) {
    if (draft.base === (inForce?.tag ?? null)) return [];
    const sides = {
      ...{ base: base?.files ?? [], inForce: inForce?.files ?? [], changes: draft.files },
    };
    return conflictsOf(sides).map(({ name }) => name);
  }

  async function view(draft: ModelDraft, person: Person): Promise<DraftView> {
    const [base, inForce, filesDigest, names, publication] = await Promise.all([
      setOf(draft.base),
      modelSets.inForce(),
      modelDrafts.filesDigest(draft),
      namesOf(users, peopleOf(draft)),
      publicationOf(draft),
    ]);
    const compared = compareWithBase(base?.files ?? [], draft.files);
    const item = presentItem(draft, { base, inForce, compared, names });
    const { isBehind, changes } = item;
    const isApproved = approvalOf(draft, filesDigest) !== null;
    const touched = (name: string) => draft.files.find((file) => file.name === name);
    return {
      ...item,
      revision: draft.revision,
      files: compared.map((file) => presentFile(file, touched(file.name), names)),
      filesDigest,
      conflicts: isBehind ? conflicting(draft, base, inForce) : [],
      comments: draft.comments.map(({ at, by, text, file }) => ({
        ...{ at: at.toISOString(), by: personOf(by, names), text, file },
      })),
      reviews: draft.reviews.map((review) => ({
        ...{ at: review.at.toISOString(), by: personOf(review.by, names) },
        ...{ verdict: review.verdict, text: review.text },
        isOfTheseFiles: review.filesDigest === filesDigest,
      })),
      editors: presentEditors(draft, now(), names),
      hands: draft.hands.map((userId) => personOf(userId, names)),
      publication,
      may: offeredTo(person, draft, { hasChanges: changes > 0, isApproved, isBehind }),
    };
  }

  return { found, list, view };
}
