import { similaritySettings } from '../../processes/similarity/settings.ts';
import { type Matter, signatureOf } from '../../processes/similarity/signature.ts';
import type { PublicReply } from '../../workers/store/replies.ts';
import type { ApiDeps } from '../deps.ts';

/** Fewer signs than these say nothing of a matter yet. */
const leastSigns = 6;
const mostPublished = 3;

/** What anybody may be told about a matter: published replies, and how many raised it, never who or in which words. */
export interface PublicMatches {
  readonly published: readonly Pick<PublicReply, 'number' | 'subject' | 'publishedAt'>[];
  /** Open complaints about the same matter at the same place; null below three. */
  readonly others: number | null;
}

const nothing: PublicMatches = { published: [], others: null };

/**
 * Looks up what is published about a matter that somebody is writing of. Unpublished words of others are compared, and
 * never shown: the only thing told of them is a number that points at nobody.
 */
export async function lookUpMatter(
  deps: Pick<ApiDeps, 'signatures' | 'replies' | 'caseList'>,
  matter: Matter,
): Promise<PublicMatches> {
  if ((matter.subject + matter.text).trim().length < leastSigns) return nothing;
  const { sameFrom, smallestPublicNumber, mostCandidates } = similaritySettings;
  const found = await deps.signatures.similarTo(signatureOf(matter), {
    except: null,
    limit: mostCandidates,
  });
  if (found.length === 0) return nothing;
  const same = found.filter(
    ({ likeness }) => likeness.score >= sameFrom && (likeness.place ?? 0) > 0,
  );
  const [published, cases] = await Promise.all([
    deps.replies.publishedOf(found.map(({ caseId }) => caseId)),
    deps.caseList.among(
      same.map(({ caseId }) => caseId),
      { closedAt: null, confidential: false },
    ),
  ]);
  const order = new Map(found.map(({ caseId }, index) => [caseId, index]));
  const placeOf = ({ _id }: PublicReply) => order.get(_id) ?? 0;
  return {
    published: published.sort((a, b) => placeOf(a) - placeOf(b)).slice(0, mostPublished),
    others: cases.size >= smallestPublicNumber ? cases.size : null,
  };
}
