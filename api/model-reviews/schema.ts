import { z } from 'zod';
import { bare, endpoint } from '../endpoint.ts';
import { draftId, draftView, editors, fileName, judges, readers } from '../model-drafts/schema.ts';
import { lines } from '../text.ts';

const readDigest = z.string().regex(/^[0-9a-f]{64}$/);
const onDraft = { ...bare, method: 'post', params: draftId, answer: draftView } as const;

export const askReview = endpoint({
  ...onDraft,
  path: '/studio/drafts/:id/ask-review',
  summary: 'Ask somebody without a hand in the draft to look at it',
  who: editors,
});

export const withdrawReview = endpoint({
  ...onDraft,
  path: '/studio/drafts/:id/withdraw',
  summary: 'Take a draft back from review',
  who: editors,
});

export const approveDraft = endpoint({
  ...onDraft,
  path: '/studio/drafts/:id/approve',
  summary: 'Approve exactly the files that were read, by their digest',
  who: judges,
  body: z.strictObject({ filesDigest: readDigest, text: lines(2000).optional() }),
  sends: 'json',
});

export const requestChanges = endpoint({
  ...onDraft,
  path: '/studio/drafts/:id/request-changes',
  summary: 'Ask for changes, with the reason',
  who: judges,
  body: z.strictObject({ filesDigest: readDigest, text: lines(2000, 1) }),
  sends: 'json',
});

export const commentDraft = endpoint({
  ...onDraft,
  path: '/studio/drafts/:id/comments',
  summary: 'Comment on a draft or on one of its files',
  who: readers,
  body: z.strictObject({ text: lines(2000, 1), file: fileName.optional() }),
  sends: 'json',
});

export const discardDraft = endpoint({
  ...onDraft,
  path: '/studio/drafts/:id/discard',
  summary: 'Put a draft away; what was saved in it stays readable',
  who: editors,
});

export const rebaseDraft = endpoint({
  ...onDraft,
  path: '/studio/drafts/:id/rebase',
  summary: 'Put a draft on the set in force; `choices` decides files changed on both sides',
  who: editors,
  body: z.strictObject({
    choices: z.record(fileName, z.enum(['mine', 'theirs'])).default({}),
  }),
  sends: 'json',
});

export const publishDraft = endpoint({
  ...onDraft,
  path: '/studio/drafts/:id/publish',
  summary: 'Put an approved draft in force; the answer says how far it is',
  who: editors,
  status: 202,
});
