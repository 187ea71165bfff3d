import { type Request, Router } from 'express';
import multer from 'multer';
import { placeholders } from '../../processes/escalation/letter.ts';
import { letterKinds } from '../../processes/escalation/means.ts';
import { Refusal } from '../../processes/refusal.ts';
import { docxType } from '../../workers/documents/shipped-templates.ts';
import { readTemplate as readDocx } from '../../workers/documents/template.ts';
import { cleanFileName } from '../../workers/platform/file-name.ts';
import type { ApiDeps } from '../deps.ts';
import { FieldsRefused } from '../field-issues.ts';
import { sendFile } from '../send-file.ts';
import { serveStaff, versionRead } from '../serve.ts';
import { namesOf } from '../users/names.ts';
import { presentVersion } from './presenter.ts';
import { listTemplates, readTemplate, uploadTemplate } from './schema.ts';

const mostBytes = 2 * 1024 * 1024;

function uploaded({ file }: Request): { readonly name: string; readonly bytes: Buffer } {
  if (file === undefined || file.size === 0) throw new Refusal('FILE_EMPTY', { name: '' });
  return { name: cleanFileName(file.originalname, ['docx']), bytes: file.buffer };
}

/** @throws FieldsRefused naming each placeholder that is unknown or missing; Refusal those of `openDocx` */
async function checked(bytes: Buffer): Promise<readonly string[]> {
  const { placeholders: found, unknown, missing } = await readDocx(bytes);
  const issue = (code: string) => (name: string) => ({
    pointer: `/placeholders/${name}`,
    code,
    params: { name },
  });
  const issues = [
    ...unknown.map(issue('PLACEHOLDER_UNKNOWN')),
    ...missing.map(issue('PLACEHOLDER_MISSING')),
  ];
  if (issues.length > 0) throw new FieldsRefused(issues);
  return found;
}

/** The templates of the letters that ladders send. */
export function templateRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { templates, attachments, now } = deps;
  const readFile = multer({
    storage: multer.memoryStorage(),
    defParamCharset: 'utf8',
    limits: { files: 1, fileSize: mostBytes, fields: 0, parts: 1 },
  }).single('file');

  serveStaff(router, listTemplates, async () => {
    const kinds = await Promise.all(
      letterKinds.map(async (kind) => ({ kind, rows: await templates.versions(kind) })),
    );
    const people = await namesOf(
      deps.users,
      kinds.flatMap(({ rows }) => rows.map(({ uploadedBy }) => uploadedBy)),
    );
    const items = kinds.map(({ kind, rows }) => ({
      kind,
      versions: rows.map((row) => presentVersion(row, people)),
    }));
    return { body: { items, placeholders: [...placeholders] } };
  });

  serveStaff(router, readTemplate, async ({ params, res }) => {
    const row = await templates.find(`${params.kind}@${params.version}`);
    if (row === null) throw new Refusal('TEMPLATE_UNKNOWN');
    const file = { ...row.file, type: docxType };
    await sendFile(res, file, attachments.read(row.file.id), 'private');
    return undefined;
  });

  serveStaff(
    router,
    uploadTemplate,
    async ({ params, person, req }) => {
      const { kind } = params;
      const version = versionRead(req) + 1;
      const { name, bytes } = uploaded(req);
      const found = await checked(bytes);
      const current = await templates.current(kind);
      if ((current?.version ?? 0) + 1 !== version) throw new Refusal('CHANGED_MEANWHILE');
      const file = await attachments.save({ name, type: docxType, bytes });
      const row = { kind, version, file, placeholders: found, uploadedAt: now() };
      const made = { ...row, uploadedBy: person.id };
      if (!(await templates.publish(made))) {
        await attachments.remove(file.id);
        throw new Refusal('CHANGED_MEANWHILE');
      }
      const fields = { requestId: req.requestId, userId: person.id, kind, version };
      deps.logger.info('template.published', fields);
      const people = new Map([[person.id, person.name]]);
      return { body: presentVersion({ _id: `${kind}@${version}`, ...made }, people), version };
    },
    [readFile],
  );

  return router;
}
