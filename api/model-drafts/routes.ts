import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { compareWithBase, mustBeWritable } from '../../processes/models/draft.ts';
import { Refusal } from '../../processes/refusal.ts';
import { saveDraftFile } from '../../workers/store/save-draft-file.ts';
import type { ApiDeps } from '../deps.ts';
import { serveStaff } from '../serve.ts';
import { namesOf } from '../users/names.ts';
import { handOf } from './policy.ts';
import { presentFile, presentVersion } from './presenter.ts';
import { createDraftReader, presentEditors } from './read.ts';
import * as schema from './schema.ts';

/** Drafts of the models and their files. */
export function modelDraftRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { modelDrafts, modelSets, modelFiles, users, logger, now } = deps;
  const read = createDraftReader(deps);

  serveStaff(router, schema.listDrafts, async ({ query }) => ({
    body: { items: await read.list(query.closed === 'true') },
  }));

  serveStaff(router, schema.openDraft, async ({ body, person }) => {
    const { name, description = '' } = body;
    const base =
      body.base === undefined ? await modelSets.inForce() : await modelSets.find(body.base);
    if (base === null)
      throw new Refusal(body.base === undefined ? 'NO_SET_IN_FORCE' : 'MODEL_SET_UNKNOWN');
    const id = randomUUID();
    const begun = { id, name, description, base: base.tag, files: [], hands: [] };
    const draft = await modelDrafts.open({ ...begun, createdBy: person.id, createdAt: now() }, []);
    logger.info('studio.draft-opened', { draftId: id, base: draft.base, userId: person.id });
    return { body: await read.view(draft, person), location: `/api/v1/studio/drafts/${id}` };
  });

  serveStaff(router, schema.readDraft, async ({ params, person }) => ({
    body: await read.view(await read.found(params.id), person),
  }));

  serveStaff(router, schema.describeDraft, async ({ params, body, person }) => {
    const draft = await modelDrafts.change(params.id, now(), (found) => {
      mustBeWritable(found);
      return { fields: body };
    });
    return { body: await read.view(draft, person) };
  });

  serveStaff(router, schema.readFile, async ({ params }) => {
    const draft = await read.found(params.id);
    const base = draft.base === null ? null : await modelSets.find(draft.base);
    const compared = compareWithBase(base?.files ?? [], draft.files);
    const file = compared.find(({ name }) => name === params.name);
    const content = file?.digest == null ? null : await modelFiles.read(file.digest);
    if (file === undefined || content === null)
      throw new Refusal('MODEL_FILE_UNKNOWN', { name: params.name });
    const touched = draft.files.find(({ name }) => name === params.name);
    const names = await namesOf(users, [touched?.savedBy]);
    return { body: { ...presentFile(file, touched, names), content } };
  });

  serveStaff(router, schema.writeFile, async ({ params, body, person }) => {
    const edit = { draftId: params.id, name: params.name, ...body };
    return { body: await saveDraftFile(deps, edit, { ...handOf(person), at: now() }) };
  });

  serveStaff(router, schema.removeFile, async ({ params, query, person }) => {
    const edit = { draftId: params.id, name: params.name, content: null, ...query };
    return { body: await saveDraftFile(deps, edit, { ...handOf(person), at: now() }) };
  });

  serveStaff(router, schema.noteEditing, async ({ params, person }) => {
    await modelDrafts.seen(params.id, person.id, params.name, now());
    const draft = await read.found(params.id);
    const names = await namesOf(
      users,
      draft.editors.map(({ userId }) => userId),
    );
    const others = presentEditors(draft, now(), names).filter(({ by }) => by.id !== person.id);
    return { body: { editors: others.filter(({ file }) => file === params.name) } };
  });

  serveStaff(router, schema.listVersions, async ({ params, person }) => {
    const versions = await modelDrafts.versions(params.id, params.name, person.id);
    const names = await namesOf(
      users,
      versions.map(({ by }) => by),
    );
    return { body: { items: versions.map((version) => presentVersion(version, names)) } };
  });

  serveStaff(router, schema.readVersion, async ({ params, person }) => {
    const version = await modelDrafts.version(params.version);
    const isOf = version?.draftId === params.id;
    const isOpen = version?.refused === null || version?.by === person.id;
    const content = version?.digest == null ? null : await modelFiles.read(version.digest);
    if (version === null || !isOf || !isOpen || content === null)
      throw new Refusal('MODEL_FILE_UNKNOWN', { name: version?.name ?? '—' });
    const names = await namesOf(users, [version.by]);
    return { body: { ...presentVersion(version, names), content } };
  });

  return router;
}
