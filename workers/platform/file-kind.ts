import { fileTypeFromBuffer } from 'file-type';

/** What may be sent along, by its real kind, with the endings its name may have. Nothing that can run: no SVG, HTML, macros. */
export const fileKinds = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'video/mp4': ['mp4'],
  'audio/mpeg': ['mp3'],
  'audio/x-m4a': ['m4a'],
  'audio/amr': ['amr'],
} as const satisfies Record<string, readonly string[]>;
export type FileKind = keyof typeof fileKinds;

function isFileKind(type: string): type is FileKind {
  return type in fileKinds;
}

/** The kind that the bytes themselves show, whatever the name says; null when it is none that may be sent along. */
export async function fileKindOf(bytes: Buffer): Promise<FileKind | null> {
  // Bytes that break a parser are of no kind we take.
  const shown = await fileTypeFromBuffer(bytes).catch(() => undefined);
  return shown !== undefined && isFileKind(shown.mime) ? shown.mime : null;
}
