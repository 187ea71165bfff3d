import type { Hand, ModelDraft } from '../../processes/models/draft.ts';
import { hadHandIn } from '../../processes/models/review.ts';
import { holdsRole, type Person } from '../person.ts';
import type { DraftView } from './schema.ts';
import { editors, judges } from './schema.ts';

/** What a person may change in a draft, by their roles. */
export function handOf(person: Person): Hand {
  return { userId: person.id, ownsProcesses: holdsRole(person, ['process-owner']) };
}

export interface DraftFacts {
  readonly hasChanges: boolean;
  readonly isApproved: boolean;
  readonly isBehind: boolean;
}

/** What the page offers a person on a draft; the same rules refuse it where it is done all the same. */
export function offeredTo(person: Person, draft: ModelDraft, facts: DraftFacts): DraftView['may'] {
  const isOpen = draft.state !== 'published' && draft.state !== 'discarded';
  const edits = isOpen && draft.publishing === null && holdsRole(person, editors);
  const isWritten = draft.state === 'draft' || draft.state === 'changes-requested';
  const isInReview = draft.state === 'in-review';
  return {
    edit: edits && !isInReview,
    askReview: edits && isWritten && facts.hasChanges,
    judge: isInReview && holdsRole(person, judges) && !hadHandIn(draft, person.id),
    publish: edits && facts.isApproved && !facts.isBehind,
    rebase: edits && !isInReview && facts.isBehind,
    discard: edits,
  };
}
