import { buffer } from 'node:stream/consumers';
import { type Request, Router } from 'express';
import type { Case } from '../../processes/complaint/case.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { GivenFile } from '../../workers/documents/read-published.ts';
import { askConsent, noteConsent } from '../../workers/store/consents.ts';
import { correctReply, withdrawReply } from '../../workers/store/published-replies.ts';
import { addPublicFile, decideMarks, dropPublicFile } from '../../workers/store/sheets.ts';
import { findReadable } from '../cases/policy.ts';
import type { ApiDeps } from '../deps.ts';
import { publishedUploads, readUpload } from '../middleware/upload.ts';
import { actsAs, type Person } from '../person.ts';
import { serveStaff, versionRead } from '../serve.ts';
import {
  addComplaintFile,
  addFile,
  askOther,
  correctPublished,
  decidePlaces,
  dropFile,
  noteAnswer,
  readSheet,
  withdrawPublished,
} from './schema.ts';
import { sheetViewOf } from './view.ts';

async function fileSent(req: Request): Promise<GivenFile> {
  const { files, refused } = await publishedUploads(req);
  const [wrong] = refused;
  if (wrong !== undefined) throw new Refusal(wrong.problem, { name: wrong.name });
  const [file] = files;
  if (file === undefined) throw new Refusal('FILE_EMPTY', { name: '' });
  return file;
}

/** What is decided before an answer is published, and what is changed about it afterwards. */
export function publicationRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { now } = deps;
  const checker = ['publication-checker'] as const;
  const asker = ['publication-checker', 'office'] as const;

  async function shown(one: Case, person: Person) {
    const view = await sheetViewOf(deps, one, person);
    return { body: view, version: view.version };
  }

  serveStaff(router, readSheet, async ({ params, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    return shown(one, person);
  });

  function writer(one: Case, person: Person, req: Request) {
    const by = actsAs(person, checker);
    return { caseId: one.id, version: versionRead(req), by, at: now() };
  }

  serveStaff(router, decidePlaces, async ({ params, body, person, req }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    await decideMarks(deps, writer(one, person, req), body.marks);
    return shown(one, person);
  });

  serveStaff(
    router,
    addFile,
    async ({ params, body, person, req }) => {
      const { case: one } = await findReadable(deps, params.id, person);
      const file = await fileSent(req);
      const lookedAt = body.lookedAt === 'yes';
      await addPublicFile(deps, writer(one, person, req), { ...file, lookedAt });
      return shown(one, person);
    },
    [readUpload('file')],
  );

  serveStaff(router, addComplaintFile, async ({ params, body, person, req }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const complaint = await deps.complaints.find(one.id);
    const sent = complaint?.attachments.find(({ id }) => id === params.fileId);
    if (sent === undefined) throw new Refusal('ATTACHMENT_UNKNOWN');
    const { name, type } = sent;
    const bytes = await buffer(deps.attachments.read(sent.id));
    const { lookedAt } = body;
    await addPublicFile(deps, writer(one, person, req), { name, type, bytes, lookedAt });
    return shown(one, person);
  });

  serveStaff(router, dropFile, async ({ params, person, req }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    await dropPublicFile(deps, writer(one, person, req), params.fileId);
    return shown(one, person);
  });

  serveStaff(router, askOther, async ({ params, body, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const by = actsAs(person, asker);
    return { body: { consentId: await askConsent(deps, { caseId: one.id, by, at: now() }, body) } };
  });

  serveStaff(router, noteAnswer, async ({ params, body, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const doer = { caseId: one.id, by: actsAs(person, asker), at: now() };
    await noteConsent(deps, doer, { consentId: params.consentId, ...body });
    return {};
  });

  serveStaff(router, correctPublished, async ({ params, body, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const doer = { caseId: one.id, by: actsAs(person, checker), at: now() };
    const { note, cover, without } = body;
    await correctReply(deps, doer, { note, cover, without });
    return {};
  });

  serveStaff(router, withdrawPublished, async ({ params, body, person }) => {
    const { case: one } = await findReadable(deps, params.id, person);
    const doer = { caseId: one.id, by: actsAs(person, asker), at: now() };
    await withdrawReply(deps, doer, body.reason);
    return {};
  });

  return router;
}
