import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import { accessOf } from '../access.ts';
import { proofOf } from '../clocks/proof.ts';
import type { ApiDeps } from '../deps.ts';
import { sendFile } from '../send-file.ts';
import { serveStaff } from '../serve.ts';
import { diagramsOf } from './diagrams.ts';
import { caseFileOf, caseNames } from './file.ts';
import { createFormWords } from './form-words.ts';
import { casePage } from './list.ts';
import { findReadable } from './policy.ts';
import { presentAction, presentDecision } from './presenter.ts';
import {
  listCases,
  readAttachment,
  readCase,
  readDecisions,
  readDiagram,
  readIdentity,
  readProof,
  readTimeline,
} from './schema.ts';

/** Cases: lists, the case file and everything that stands in it. */
export function caseRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { now } = deps;
  const withWords = { ...deps, formWords: createFormWords(deps.definitions) };

  serveStaff(router, listCases, async ({ query, person, req }) => {
    const access = await accessOf(person, deps.units);
    return { body: await casePage(deps, { access, query, lang: req.lang, now: now() }) };
  });

  serveStaff(router, readCase, async ({ params, person, req }) => {
    const readable = await findReadable(deps, params.id, person);
    const file = await caseFileOf(withWords, readable, { person, lang: req.lang, now: now() });
    return { body: file, version: readable.case.version };
  });

  serveStaff(router, readTimeline, async ({ params, person, req }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const [log, entries, tasks] = await Promise.all([
      deps.cases.log(one.id),
      deps.entries.ofCase(one.id),
      deps.tasks.ofCase(one.id),
    ]);
    const actors = log.map(({ by }) => by);
    const names = await caseNames(deps, actors, tasks, req.lang);
    const entriesById = new Map(entries.map((entry) => [entry._id, entry]));
    return { body: { items: log.map((action) => presentAction(action, entriesById, names)) } };
  });

  serveStaff(router, readProof, async ({ params, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    return { body: await proofOf(deps, one, params.clockId) };
  });

  serveStaff(router, readDiagram, async ({ params, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    return { body: { diagrams: await diagramsOf(deps, one.id) } };
  });

  serveStaff(router, readDecisions, async ({ params, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const taken = await deps.decisions.ofCase(one.id);
    const items = await Promise.all(
      taken.map(async (decision) => {
        const rule = await deps.definitions.find(decision.decisionKey ?? '');
        return presentDecision(decision, rule?.versionTag ?? null);
      }),
    );
    return { body: { items } };
  });

  serveStaff(router, readIdentity, async ({ params, body, person, req }) => {
    const { case: one, access } = await findReadable(deps, params.id, person);
    if (!access.mayReadIdentity(one)) throw new Refusal('IDENTITY_CLOSED');
    const reading = { caseId: one.id, userId: person.id, reason: body.reason };
    await deps.readings.record({
      ...reading,
      what: 'identity',
      requestId: req.requestId,
      at: now(),
    });
    const complaint = await deps.complaints.find(one.id);
    const { name = null, phone = null, email = null } = complaint?.contact ?? {};
    return { body: { name, phone, email } };
  });

  serveStaff(router, readAttachment, async ({ params, person, req, res }) => {
    const { case: one, access } = await findReadable(deps, params.id, person);
    if (one.confidential && !access.mayReadIdentity(one)) throw new Refusal('IDENTITY_CLOSED');
    const complaint = await deps.complaints.find(one.id);
    const file = complaint?.attachments.find(({ id }) => id === params.attachmentId);
    if (file === undefined) throw new Refusal('ATTACHMENT_UNKNOWN');
    if (one.confidential) {
      const reading = { caseId: one.id, userId: person.id, reason: file.id };
      await deps.readings.record({
        ...reading,
        what: 'attachment',
        requestId: req.requestId,
        at: now(),
      });
    }
    await sendFile(res, file, deps.attachments.read(file.id), 'private, from outside');
    return undefined;
  });

  return router;
}
