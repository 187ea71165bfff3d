import type { Request, RequestHandler } from 'express';
import multer, { type StorageEngine } from 'multer';
import { fileKindOf, fileKinds } from '../../workers/platform/file-kind.ts';
import { cleanFileName } from '../../workers/platform/file-name.ts';

/** At most this many files with one complaint. */
export const mostFiles = 10;
/** At most this many bytes in one file. */
export const mostBytes = 10 * 1024 * 1024;
/** A request beyond this is not read to its end: no form of ours can be that large. */
const mostRequestBytes = 2 * mostFiles * mostBytes;

/** A file that may be kept: its kind is what its bytes show. */
export interface UploadedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

export type FileProblem = 'FILE_TOO_LARGE' | 'FILE_TYPE_REFUSED' | 'FILE_EMPTY' | 'TOO_MANY_FILES';

/** A file that is not kept, and why; everything else of the request is. */
export interface RefusedFile {
  readonly name: string;
  readonly problem: FileProblem;
}

export interface Uploads {
  readonly files: readonly UploadedFile[];
  readonly refused: readonly RefusedFile[];
}

/** Holds files in memory up to the limit. Of one that is larger nothing is held, and the rest of the form is still read. */
function boundedMemory(): StorageEngine {
  return {
    _handleFile: (_request, file, done) => {
      const chunks: Buffer[] = [];
      let size = 0;
      file.stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > mostBytes) chunks.length = 0;
        else chunks.push(chunk);
      });
      file.stream.once('error', done);
      file.stream.once('end', () => done(null, { buffer: Buffer.concat(chunks), size }));
    },
    _removeFile: (_request, _file, done) => done(null),
  };
}

/**
 * Reads a multipart form into `request.body` and `request.files`. Files that are too large do not end the request:
 * `uploadsOf` names them, so that text typed beside them is not lost.
 *
 * @param field name of the form field that carries files
 */
export function readUpload(field: string): RequestHandler {
  const read = multer({
    storage: boundedMemory(),
    defParamCharset: 'utf8',
    limits: {
      files: 3 * mostFiles,
      fields: 40,
      fieldNameSize: 60,
      fieldSize: 64 * 1024,
      parts: 80,
    },
  }).array(field);
  return (request, response, next) => {
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > mostRequestBytes) {
      response.set('Connection', 'close');
      next(new multer.MulterError('LIMIT_FILE_SIZE', field));
      return;
    }
    let received = 0;
    request.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received > mostRequestBytes) request.destroy();
    });
    read(request, response, next);
  };
}

/** Text has no sign of its own: it is one when its name says so and nothing in it is a control sign. */
function isPlainText({ originalname, buffer }: Express.Multer.File): boolean {
  return (
    /\.txt$/i.test(originalname) && buffer.every((byte) => byte > 26 || (byte > 8 && byte < 14))
  );
}

async function judge(
  file: Express.Multer.File,
  takesText: boolean,
): Promise<UploadedFile | RefusedFile> {
  const named = cleanFileName(file.originalname, [file.originalname.split('.').at(-1) ?? '']);
  if (file.size > mostBytes) return { name: named, problem: 'FILE_TOO_LARGE' };
  if (file.size === 0) return { name: named, problem: 'FILE_EMPTY' };
  const type = await fileKindOf(file.buffer);
  if (type === null && takesText && isPlainText(file))
    return {
      name: cleanFileName(file.originalname, ['txt']),
      type: 'text/plain',
      bytes: file.buffer,
    };
  if (type === null) return { name: named, problem: 'FILE_TYPE_REFUSED' };
  return { name: cleanFileName(file.originalname, fileKinds[type]), type, bytes: file.buffer };
}

/**
 * The files of a request, judged by their bytes: those that may be kept, and those refused with the reason.
 *
 * @param already how many files the complaint has
 * @param takesText whether plain text may be kept too
 */
export async function uploadsOf(
  request: Request,
  already = 0,
  takesText = false,
): Promise<Uploads> {
  const given = Array.isArray(request.files) ? request.files : [];
  // A browser sends one nameless, empty file when none was chosen.
  const chosen = given.filter((file) => file.originalname !== '' || file.size > 0);
  const files: UploadedFile[] = [];
  const refused: RefusedFile[] = [];
  for (const file of chosen) {
    const judged = await judge(file, takesText);
    if ('problem' in judged) refused.push(judged);
    else if (already + files.length < mostFiles) files.push(judged);
    else refused.push({ name: judged.name, problem: 'TOO_MANY_FILES' });
  }
  return { files, refused };
}

/** The files of a request that are to be published beside a reply; plain text is among them. */
export function publishedUploads(request: Request): Promise<Uploads> {
  return uploadsOf(request, 0, true);
}
