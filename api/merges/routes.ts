import { Router } from 'express';
import { mergers } from '../../processes/merge/roles.ts';
import { Refusal } from '../../processes/refusal.ts';
import { mergeCases, undoMerge as undo } from '../../workers/store/merge-cases.ts';
import { signatureOfComplaint } from '../../workers/store/signatures.ts';
import { type Access, accessOf } from '../access.ts';
import { findReadable } from '../cases/policy.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import { actsAs } from '../person.ts';
import { serveAnyone, serveStaff } from '../serve.ts';
import { namesOf } from '../users/names.ts';
import { clustersFor } from './clusters.ts';
import { lookUpMatter } from './look-up.ts';
import { mayMerge } from './policy.ts';
import { presentMerge, presentSimilar } from './presenter.ts';
import { createMerge, listClusters, lookUpPublished, readSimilar, undoMerge } from './schema.ts';

const mostShown = 10;

/** Likely duplicates, merges and clusters. */
export function mergeRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { now } = deps;

  /** The cases alike to one, as far as somebody may see them. */
  async function similarTo(caseId: string, access: Access, lang: Lang) {
    const complaint = await deps.complaints.find(caseId);
    if (complaint === null || complaint.erasedAt !== null || access.readable === null) return [];
    const found = await deps.signatures.similarTo(signatureOfComplaint(complaint), {
      ...{ except: caseId, limit: 2 * mostShown },
    });
    const ids = found.map((one) => one.caseId);
    const [cases, subjects, units] = await Promise.all([
      deps.caseList.among(ids, access.readable),
      deps.inbox.subjects(ids),
      deps.units.list(),
    ]);
    return found
      .flatMap(({ caseId: id, likeness }) => {
        const row = cases.get(id);
        return row === undefined ? [] : [presentSimilar(row, likeness, { subjects, units, lang })];
      })
      .slice(0, mostShown);
  }

  serveStaff(router, readSimilar, async ({ params, person, req }) => {
    const { case: one, access } = await findReadable(deps, params.id, person);
    const [items, merges] = await Promise.all([
      similarTo(one.id, access, req.lang),
      deps.merges.ofCase(one.id),
    ]);
    const people = await namesOf(
      deps.users,
      merges.map(({ by }) => by.userId),
    );
    return {
      body: {
        items,
        merges: merges.map((row) => presentMerge(row, people)),
        mayMerge: mayMerge(person),
      },
    };
  });

  serveStaff(router, listClusters, async ({ query, person, req }) => {
    const access = await accessOf(person, deps.units);
    const asked = { access, topic: query.topic ?? null, lang: req.lang, now: now() };
    return { body: { ...(await clustersFor(deps, asked)), mayMerge: mayMerge(person) } };
  });

  serveStaff(router, createMerge, async ({ body, person }) => {
    const by = actsAs(person, mergers);
    for (const caseId of [body.leadId, ...body.followerIds])
      await findReadable(deps, caseId, person);
    const mergeIds = await mergeCases(deps, { ...body, by, at: now() });
    return { body: { mergeIds } };
  });

  serveStaff(router, undoMerge, async ({ params, body, person }) => {
    const by = actsAs(person, mergers);
    const row = await deps.merges.find(params.id);
    if (row === null) throw new Refusal('MERGE_UNKNOWN');
    await findReadable(deps, row.followerId, person);
    await undo(deps, params.id, { by, at: now(), reason: body.reason });
    return {};
  });

  serveAnyone(
    router,
    lookUpPublished,
    async ({ body }) => {
      const matter = { ...body, area: null, at: now() };
      const { published, others } = await lookUpMatter(deps, matter);
      const shown = published.map(({ number, subject, publishedAt }) => ({
        ...{ number, subject },
        publishedAt: publishedAt.toISOString(),
      }));
      return { body: { published: shown, others } };
    },
    [deps.limits.lookUp],
  );

  return router;
}
