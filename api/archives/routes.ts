import { buffer } from 'node:stream/consumers';
import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import { type PackedFile, packArchive } from '../../workers/documents/archive-package.ts';
import type { Attachment } from '../../workers/store/complaints.ts';
import { caseFileOf, caseNames } from '../cases/file.ts';
import { createFormWords } from '../cases/form-words.ts';
import { findReadable, type Readable } from '../cases/policy.ts';
import { presentAction } from '../cases/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import type { Person } from '../person.ts';
import { serveStaff } from '../serve.ts';
import { pagesOf } from './presenter.ts';
import { readArchive } from './schema.ts';

type Kept = Pick<Attachment, 'id' | 'name'>;

/** Closed cases as packages for the archive. */
export function archiveRoutes(deps: ApiDeps): Router {
  const router = Router();
  const withWords = { ...deps, formWords: createFormWords(deps.definitions) };

  /** Numbered, because two files may have one name. */
  function packAll(folder: string, files: readonly Kept[]): Promise<PackedFile[]> {
    return Promise.all(
      files.map(async ({ id, name }, index) => ({
        path: `${folder}/${index + 1}-${name}`,
        bytes: await buffer(deps.attachments.read(id)),
      })),
    );
  }

  /** A confidential sender may be known by what they sent: it is packed for those who may know them, on record. */
  async function sentAlong({ case: one, access }: Readable, person: Person, requestId: string) {
    const complaint = await deps.complaints.find(one.id);
    const files = complaint?.attachments ?? [];
    if (!one.confidential) return files;
    if (!access.mayReadIdentity(one)) return [];
    for (const { id } of files)
      await deps.readings.record({
        ...{ caseId: one.id, userId: person.id, what: 'attachment', reason: id, requestId },
        at: deps.now(),
      });
    return files;
  }

  serveStaff(router, readArchive, async ({ params, person, req, res }) => {
    const readable = await findReadable(deps, params.id, person);
    const { case: one } = readable;
    if (one.closedAt === null) throw new Refusal('ARCHIVE_OPEN_CASE');
    const [at, { lang }] = [deps.now(), req];
    const file = await caseFileOf(withWords, readable, { person, lang, now: at });
    const [log, entries, tasks, letters, reply] = await Promise.all([
      deps.cases.log(one.id),
      deps.entries.ofCase(one.id),
      deps.tasks.ofCase(one.id),
      deps.letters.ofCase(one.id),
      deps.replies.find(one.id),
    ]);
    const actors = log.map(({ by }) => by);
    const names = await caseNames(deps, actors, tasks, lang);
    const byId = new Map(entries.map((entry) => [entry._id, entry]));
    const timeline = log.map((action) => presentAction(action, byId, names));
    const [sent, papers, published] = await Promise.all([
      packAll('attachments', await sentAlong(readable, person, req.requestId)),
      packAll(
        'letters',
        letters.map(({ file: paper }) => paper),
      ),
      packAll('published', reply?.shown?.files ?? []),
    ]);
    const pathsOf = (files: readonly PackedFile[]) => files.map(({ path }) => path);
    const packed = {
      attachments: pathsOf(sent),
      letters: pathsOf(papers),
      published: pathsOf(published),
    };
    const { language } = deps;
    const pages = pagesOf({ file, timeline, packed, at, lang, language });
    const files = [...pages, ...sent, ...papers, ...published];
    const zip = await packArchive({ files, log, entries, at });
    deps.logger.info('case.packed', {
      requestId: req.requestId,
      userId: person.id,
      caseId: one.id,
    });
    res
      .attachment(`${one.number}.zip`)
      .type('application/zip')
      .set({ 'content-length': String(zip.length), 'cache-control': 'private, no-store' })
      .end(zip);
    return undefined;
  });

  return router;
}
