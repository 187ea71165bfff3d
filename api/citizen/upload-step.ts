import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { MulterError } from 'multer';
import { readUpload, uploadsOf } from '../middleware/upload.ts';
import type { CitizenDeps } from './deps.ts';
import { type OpenDraft, openDraft } from './draft-cookie.ts';
import { sayRefusedFile } from './file-errors.ts';
import type { FieldError } from './form.ts';
import { readFields } from './read-fields.ts';
import { type SubmitFlow, typedFields } from './submit-flow.ts';
import type { Words } from './words.ts';

async function keepFiles(
  { drafts, now }: CitizenDeps,
  request: Request,
  draft: OpenDraft,
  words: Words,
): Promise<FieldError[]> {
  const already = await drafts.files(draft.id);
  const { files, refused } = await uploadsOf(request, already.length);
  for (const file of files) await drafts.addFile(draft.row, file, now());
  return refused.map((file) => sayRefusedFile(file, words));
}

/**
 * Step 3 takes the place and the files in one form. Each file is judged by itself: what is refused is named, and
 * everything else stays.
 */
export function placeStep(
  deps: CitizenDeps,
  flow: SubmitFlow,
): (RequestHandler | ErrorRequestHandler)[] {
  const take: RequestHandler = async (request, response) => {
    const draft = await flow.keepTyped(request, response, 'place');
    if (draft === null) return;
    const visit = await flow.frame(request, response);
    const { go, remove } = readFields(request.body, ['go', 'remove']);
    if (remove !== undefined) await deps.drafts.removeFile(draft.id, remove);
    const errors = await keepFiles(deps, request, draft, visit);
    const stays = errors.length === 0 && go !== 'next';
    if (stays) await flow.showStep(request, response, 'place', { draft });
    else await flow.leave(request, response, 'place', draft, errors);
  };
  const broken: ErrorRequestHandler = async (thrown: unknown, request, response, next) => {
    if (!(thrown instanceof MulterError) || response.headersSent) return next(thrown);
    const draft = await openDraft(deps, request);
    if (draft === null || draft.row.sent !== null) return next(thrown);
    const { say } = await flow.frame(request, response);
    const errors = [{ field: 'files', message: say('error.uploadBroken') }];
    const typed = typedFields('place', request.body);
    await flow.showStep(request, response, 'place', { draft, errors, typed });
  };
  return [deps.limits.uploads, readUpload('files'), take, broken];
}
