import type { RequestHandler, Response } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import { mostArchiveBytes } from '../../workers/models/archive.ts';

/** Twice what an archive may hold: parts and their heads besides. */
const mostRequestBytes = 2 * mostArchiveBytes;

/**
 * A request beyond this is not read: no import of ours can be that large.
 *
 * @throws Refusal `ARCHIVE_TOO_LARGE`
 */
export const boundRequest: RequestHandler = (req, res, next) => {
  const announced = Number(req.get('content-length') ?? Number.NaN);
  if (!(announced <= mostRequestBytes)) {
    res.set('Connection', 'close');
    throw new Refusal('ARCHIVE_TOO_LARGE');
  }
  next();
};

/** Sends a ZIP to be saved under a plain name. */
export function sendArchive(res: Response, name: string, bytes: Uint8Array): void {
  const plain = name.replace(/[^\w.-]/g, '_');
  res.set({
    'content-disposition': `attachment; filename="models-${plain}.zip"`,
    'cache-control': 'private, no-store',
  });
  res.type('application/zip').send(Buffer.from(bytes));
}
