const longest = 100;

/** Signs that hide what a name says: control signs, and those that turn the direction of writing. */
const hidden = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const reserved = /[\\/:*?"<>|]/g;

/** Splits `photo.final.JPG` into `photo.final` and `jpg`. */
function split(name: string): { stem: string; ending: string } {
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return { stem: name, ending: '' };
  return { stem: name.slice(0, dot), ending: name.slice(dot + 1).toLowerCase() };
}

/**
 * The name people see for a file: never a path, nothing hidden in it, and its ending tells what the bytes are.
 *
 * @param endings the endings of the file's real kind; the first is put on when the name has none of them
 */
export function cleanFileName(given: string, endings: readonly string[]): string {
  const last = given.normalize('NFC').replace(hidden, '').split(/[\\/]/).at(-1) ?? '';
  const { stem, ending } = split(last.replace(reserved, '_').replace(/^[\s.]+|[\s.]+$/g, ''));
  const kept = Array.from(stem.trim()).slice(0, longest).join('') || 'file';
  const known = endings.includes(ending);
  const [proper = ''] = endings;
  return `${kept}.${known ? ending : proper}`;
}
