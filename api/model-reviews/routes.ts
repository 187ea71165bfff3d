import { Router } from 'express';
import type { ModelDraft } from '../../processes/models/draft.ts';
import { isForEngine, knownKindOf, type NamedFile } from '../../processes/models/file.ts';
import { mustPassScenarios } from '../../workers/rule-lab/try-draft.ts';
import * as judge from '../../workers/store/judge-draft.ts';
import { publishDraft } from '../../workers/store/publish-draft.ts';
import { rebaseDraft } from '../../workers/store/rebase-draft.ts';
import { mustBeSound } from '../../workers/zeebe/deploy.ts';
import type { ApiDeps } from '../deps.ts';
import { mustStrandNobody } from '../migrations/drafts.ts';
import { handOf } from '../model-drafts/policy.ts';
import { createDraftReader } from '../model-drafts/read.ts';
import type { Person } from '../person.ts';
import { serveStaff } from '../serve.ts';
import * as schema from './schema.ts';

/** What becomes of a draft: comments, reviews, and putting it in force. */
export function modelReviewRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { modelDrafts, logger, now } = deps;
  const read = createDraftReader(deps);
  const by = (person: Person) => ({ at: now(), userId: person.id });

  const sound = (files: readonly NamedFile[]) => mustBeSound(files, deps.checkSet);

  const told = async (what: string, draft: ModelDraft, person: Person) => {
    logger.info(`studio.${what}`, { draftId: draft.id, userId: person.id });
    return { body: await read.view(draft, person) };
  };

  // What the engine would refuse is told before somebody reads it in vain.
  serveStaff(router, schema.askReview, async ({ params, person }) => {
    await sound((await modelDrafts.contents(params.id)).filter(isForEngine));
    return told('review-asked', await judge.askReview(deps, params.id, by(person)), person);
  });

  serveStaff(router, schema.withdrawReview, async ({ params, person }) =>
    told('review-withdrawn', await judge.withdrawReview(deps, params.id, by(person)), person),
  );

  serveStaff(router, schema.approveDraft, async ({ params, body, person }) => {
    const { filesDigest, text = '' } = body;
    const judgement = { verdict: 'approved', filesDigest, text } as const;
    const draft = await judge.judgeDraft(deps, params.id, judgement, by(person));
    return told('approved', draft, person);
  });

  serveStaff(router, schema.requestChanges, async ({ params, body, person }) => {
    const judgement = { verdict: 'changes-requested', ...body } as const;
    const draft = await judge.judgeDraft(deps, params.id, judgement, by(person));
    return told('changes-requested', draft, person);
  });

  serveStaff(router, schema.commentDraft, async ({ params, body, person }) => {
    const { text, file = null } = body;
    if (file !== null) knownKindOf(file);
    await modelDrafts.comment(params.id, { text, file, by: person.id, at: now() });
    return { body: await read.view(await read.found(params.id), person) };
  });

  serveStaff(router, schema.discardDraft, async ({ params, person }) =>
    told('discarded', await judge.discardDraft(deps, params.id, by(person)), person),
  );

  serveStaff(router, schema.rebaseDraft, async ({ params, body, person }) => {
    const draft = await rebaseDraft(deps, { draftId: params.id, ...body }, by(person));
    return told('rebased', draft, person);
  });

  serveStaff(router, schema.publishDraft, async ({ params, person }) => {
    const by = { ...handOf(person), at: now() };
    const mustBeSound: typeof sound = async (files) => {
      await sound(files);
      await mustStrandNobody(deps, params.id);
      // Last: it keeps the rule lab at work for seconds, and only an approved draft is worth that.
      await mustPassScenarios(deps, params.id, person.id);
    };
    const set = await publishDraft({ ...deps, mustBeSound }, params.id, by);
    logger.info('studio.publication-asked', {
      ...{ draftId: params.id, versionTag: set.tag, number: set.number, userId: person.id },
    });
    return { body: await read.view(await read.found(params.id), person) };
  });

  return router;
}
