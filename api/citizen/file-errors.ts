import { mostFiles, type RefusedFile } from '../middleware/upload.ts';
import type { FieldError } from './form.ts';
import { mostMegabytes } from './pages/place.ts';
import type { Words } from './words.ts';

const sentences = {
  FILE_TOO_LARGE: 'error.fileTooLarge',
  FILE_TYPE_REFUSED: 'error.fileTypeRefused',
  FILE_EMPTY: 'error.fileEmpty',
  TOO_MANY_FILES: 'error.tooManyFiles',
} as const;

/** Why a file was not kept, and that everything else was. */
export function sayRefusedFile({ name, problem }: RefusedFile, words: Words): FieldError {
  const params = { name, size: mostMegabytes, files: mostFiles };
  return { field: 'files', message: words.say(sentences[problem], params) };
}
