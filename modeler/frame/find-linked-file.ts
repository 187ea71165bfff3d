import type { Request } from '../../web/api/request.ts';
import { type DraftFile, type DraftView, filePath, type Link } from './draft.ts';
import { endingOf } from './editor-kinds.ts';

const endings = { process: 'bpmn', decision: 'dmn', form: 'form' } as const;
const tags = { process: 'process', decision: 'decision' } as const;

function defines(content: string, { kind, id }: Link): boolean {
  if (kind === 'form') return formId(content) === id;
  const parsed = new DOMParser().parseFromString(content, 'application/xml');
  return [...parsed.querySelectorAll(tags[kind])].some((one) => one.getAttribute('id') === id);
}

function formId(content: string): string | null {
  try {
    const form: unknown = JSON.parse(content);
    return typeof form === 'object' && form !== null && 'id' in form ? String(form.id) : null;
  } catch {
    return null;
  }
}

/** The name of the file of a draft that defines what a step is linked to. */
export async function findLinkedFile(
  request: Request,
  draft: DraftView,
  link: Link,
): Promise<string | null> {
  const candidates = draft.files.filter(({ name }) => endingOf(name) === endings[link.kind]);
  const read = await Promise.all(
    candidates.map(({ name }) => request<DraftFile>(filePath(draft.id, name))),
  );
  const found = read.find(
    ({ response }) => response !== null && defines(response.body.content, link),
  );
  return found?.response?.body.name ?? null;
}
