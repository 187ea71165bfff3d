import type { DraftFields } from '../../workers/store/drafts.ts';
import { lookUpMatter, type PublicMatches } from '../merges/look-up.ts';
import type { CitizenDeps } from './deps.ts';

/** What is published about a complaint that is being written. */
export function matchesOf(
  deps: CitizenDeps,
  { subject, text, place, topic }: Pick<DraftFields, 'subject' | 'text' | 'place' | 'topic'>,
): Promise<PublicMatches> {
  return lookUpMatter(deps, {
    ...{ subject, text, topic, place: place || null },
    ...{ area: null, at: deps.now() },
  });
}
