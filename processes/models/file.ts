import { Refusal } from '../refusal.ts';

/** A file of a set with its text, as the engine is given it. */
export interface NamedFile {
  /** File name; its ending tells what it is. */
  readonly name: string;
  readonly content: string;
}

/** A file of a set by the digest of its text. */
export interface SetFile {
  readonly name: string;
  readonly digest: string;
}

export const modelKinds = ['bpmn', 'dmn', 'form', 'scenario'] as const;
export type ModelKind = (typeof modelKinds)[number];

const endings = {
  bpmn: '.bpmn',
  dmn: '.dmn',
  form: '.form',
  scenario: '.scenario.json',
} as const satisfies Record<ModelKind, string>;

/** A draft holds at most this many files. */
export const mostModelFiles = 100;
/** A file holds at most this many bytes of UTF-8. */
export const mostModelBytes = 2 * 1024 * 1024;

const nameForm = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u;

/** What a file is by its name; null for a name that is none of ours. */
export function modelKindOf(name: string): ModelKind | null {
  if (!nameForm.test(name) || name !== name.normalize('NFC')) return null;
  return modelKinds.find((kind) => name.endsWith(endings[kind])) ?? null;
}

/**
 * What a file is by its name.
 *
 * @throws Refusal `MODEL_FILE_NAME` for a path, a sign or an ending that is none of ours
 */
export function knownKindOf(name: string): ModelKind {
  const kind = modelKindOf(name);
  if (kind === null) throw new Refusal('MODEL_FILE_NAME', { name: name.slice(0, 100) });
  return kind;
}

/** Whether the engine is given such a file: a scenario stays with us. */
export function isForEngine({ name }: { readonly name: string }): boolean {
  const kind = modelKindOf(name);
  return kind !== null && kind !== 'scenario';
}

/** Files by name, each name once; the order is the same on every machine. */
export function byName<T extends { readonly name: string }>(files: readonly T[]): T[] {
  return files.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}

/** What a digest over all files of a set is made of: the line of each file, in order. */
export function manifestOf(files: readonly SetFile[]): string {
  return byName(files)
    .map(({ name, digest }) => `${digest}  ${name}\n`)
    .join('');
}
