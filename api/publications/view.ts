import type { Case } from '../../processes/complaint/case.ts';
import { type Texts, textsOf } from '../../processes/publication/sheet.ts';
import type { SheetRow } from '../../workers/store/publications.ts';
import { openSheet, sheetFor } from '../../workers/store/sheets.ts';
import type { ApiDeps } from '../deps.ts';
import type { Person } from '../person.ts';
import { namesOf } from '../users/names.ts';
import { mayDo, stateOf } from './policy.ts';
import { presentConsents, presentFile, presentNote, presentTexts } from './presenter.ts';
import type { SheetView } from './schema.ts';

interface Read {
  readonly row: SheetRow;
  readonly texts: Texts | null;
}

interface Known {
  readonly state: SheetView['state'];
  readonly reply: Awaited<ReturnType<ApiDeps['replies']['find']>>;
  readonly complaint: Awaited<ReturnType<ApiDeps['complaints']['find']>>;
}

/** The sheet with its texts: of what is signed, or of what went out; none before the signature and once erased. */
async function readItem(
  deps: ApiDeps,
  one: Case,
  { state, reply, complaint }: Known,
): Promise<Read> {
  if (state === 'unsigned') return { row: sheetFor(one.id, '', null), texts: null };
  if (reply === null) return openSheet(deps, one);
  const row = sheetFor(one.id, reply.signedDigest, await deps.publications.find(one.id));
  // The places are places of a text that is gone.
  if (one.erasedAt !== undefined) return { row, texts: null };
  const subject = reply.mode === 'public' ? (complaint?.subject ?? '') : '';
  return { row, texts: textsOf({ subject, fields: reply.fields }) };
}

async function checkOf(deps: ApiDeps, { closed }: SheetRow): Promise<SheetView['check']> {
  if (closed === null) return null;
  const people = await namesOf(deps.users, [closed.by]);
  return { at: closed.at.toISOString(), by: people.get(closed.by ?? '') ?? null };
}

/** The sheet of a case as one person may see and work on it. */
export async function sheetViewOf(deps: ApiDeps, one: Case, person: Person): Promise<SheetView> {
  const state = stateOf(one);
  const [entries, reply, complaint] = await Promise.all([
    deps.entries.ofCase(one.id),
    deps.replies.find(one.id),
    deps.complaints.find(one.id),
  ]);
  const { row, texts } = await readItem(deps, one, { state, reply, complaint });
  const draft = entries.findLast(({ action }) => action === 'draft');
  const { publicityGround: ground } = draft?.fields ?? {};
  const shown =
    texts === null ? { parts: [], preview: [], undecided: 0 } : presentTexts(texts, row);
  // Of a confidential sender's files not even the names are shown here.
  const sent = one.confidential ? [] : (complaint?.attachments ?? []);
  return {
    ...{ state, version: row.version, number: one.number, confidential: one.confidential },
    publicity: one.draft?.publicity ?? null,
    publicityGround: typeof ground === 'string' && ground !== '' ? ground : null,
    may: mayDo(person, state, one),
    ...shown,
    files: row.files.map((file) => ({
      ...presentFile(file),
      lookedAt: file.lookedAt,
      told: file.told.map(({ field, text }) => ({ field, text })),
    })),
    complaintFiles: state === 'open' ? sent.map(presentFile) : [],
    consents: presentConsents(one, entries),
    notes: (reply?.notes ?? []).map(presentNote),
    check: await checkOf(deps, row),
  };
}
