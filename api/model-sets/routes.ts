import { Router } from 'express';
import multer from 'multer';
import { z } from 'zod';
import { mostModelFiles, type NamedFile } from '../../processes/models/file.ts';
import { Refusal } from '../../processes/refusal.ts';
import {
  isArchive,
  mostArchiveBytes,
  packSet,
  readModelFile,
  unpackSet,
} from '../../workers/models/archive.ts';
import { importDraft, openDraftWith } from '../../workers/store/draft-from-files.ts';
import type { ModelSet } from '../../workers/store/model-sets.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { handOf } from '../model-drafts/policy.ts';
import { createDraftReader } from '../model-drafts/read.ts';
import { serveStaff } from '../serve.ts';
import { namesOf } from '../users/names.ts';
import { boundRequest, sendArchive } from './files.ts';
import { presentSet, presentWhole } from './presenter.ts';
import * as schema from './schema.ts';

const pageSize = 30;
const place = z.object({ number: z.int() });

/** What was sent: one archive that is the whole set, or single files. */
function filesSent(given: unknown): { files: NamedFile[]; isWhole: boolean } {
  const sent: Express.Multer.File[] = Array.isArray(given) ? given : [];
  const [first] = sent;
  if (first === undefined) throw new Refusal('ARCHIVE_EMPTY');
  if (sent.length === 1 && isArchive(first.buffer))
    return { files: unpackSet(first.buffer), isWhole: true };
  const files = sent.map(({ originalname, buffer }) => readModelFile(originalname, buffer));
  const names = new Set(files.map(({ name }) => name));
  if (names.size < files.length) throw new Refusal('ARCHIVE_PATH', { name: files[0]?.name ?? '' });
  return { files, isWhole: false };
}

/** The sets there ever were: reading, exporting, importing, restoring. */
export function modelSetRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { modelSets, modelDrafts, users, logger, now } = deps;
  const read = createDraftReader(deps);
  const readFiles = multer({
    storage: multer.memoryStorage(),
    defParamCharset: 'utf8',
    limits: { files: mostModelFiles, fileSize: mostArchiveBytes, fields: 4, fieldSize: 4096 },
  }).array('files');

  async function found(tag: string): Promise<ModelSet> {
    const set = await modelSets.find(tag);
    if (set === null) throw new Refusal('MODEL_SET_UNKNOWN');
    return set;
  }

  const peopleOf = (sets: readonly ModelSet[]) =>
    namesOf(
      users,
      sets.flatMap(({ publishedBy, reviewedBy }) => [publishedBy, reviewedBy]),
    );

  serveStaff(router, schema.listSets, async ({ query }) => {
    const before = query.cursor === undefined ? null : fromCursor(place, query.cursor).number;
    const sets = await modelSets.list({ before, limit: pageSize + 1 });
    const page = sets.slice(0, pageSize);
    const names = await peopleOf(page);
    const last = page.at(-1);
    const next = sets.length > pageSize && last ? toCursor({ number: last.number }) : null;
    return { body: { items: page.map((set) => presentSet(set, names)), next } };
  });

  serveStaff(router, schema.readSet, async ({ params }) => {
    const set = await found(params.tag);
    const base = set.base === null ? null : await modelSets.find(set.base);
    return { body: presentWhole(set, base, await peopleOf([set])) };
  });

  serveStaff(router, schema.readSetFile, async ({ params, req, res }) => {
    const { name } = params;
    const file = (await found(params.tag)).files.find((one) => one.name === name);
    if (file === undefined) throw new Refusal('MODEL_FILE_UNKNOWN', { name });
    const etag = `"${file.digest}"`;
    res.set({ etag, 'cache-control': 'private, no-cache' });
    if (req.get('if-none-match') === etag) res.status(304).end();
    else res.type('text/plain; charset=utf-8').send((await modelSets.file(file.digest)) ?? '');
    return undefined;
  });

  serveStaff(router, schema.exportSet, async ({ params, res }) => {
    await found(params.tag);
    sendArchive(res, params.tag, packSet(await modelSets.contents(params.tag)));
    return undefined;
  });

  serveStaff(router, schema.exportDraft, async ({ params, res }) => {
    const files = await modelDrafts.contents(params.id);
    sendArchive(res, `draft-${params.id}`, packSet(files));
    return undefined;
  });

  serveStaff(router, schema.restoreSet, async ({ params, body, person }) => {
    const { files } = await found(params.tag);
    const wanted = { name: body.name, description: '', files, isWhole: true };
    const draft = await openDraftWith(deps, wanted, { ...handOf(person), at: now() });
    logger.info('studio.restored', { draftId: draft.id, from: params.tag, userId: person.id });
    return { body: await read.view(draft, person), location: `/api/v1/studio/drafts/${draft.id}` };
  });

  serveStaff(
    router,
    schema.importFiles,
    async ({ req, body, person }) => {
      const { name, description } = body;
      const wanted = { name, description: description ?? '', ...filesSent(req.files) };
      const draft = await importDraft(deps, wanted, { ...handOf(person), at: now() });
      logger.info('studio.imported', {
        ...{ draftId: draft.id, files: wanted.files.length, userId: person.id },
      });
      const location = `/api/v1/studio/drafts/${draft.id}`;
      return { body: await read.view(draft, person), location };
    },
    [boundRequest, readFiles],
  );

  return router;
}
