import { z } from 'zod';
import type { DeskClient } from './desk-client.ts';
import { until } from './until.ts';

const opened = z.looseObject({ id: z.string(), filesDigest: z.string() });
const file = z.looseObject({ content: z.string(), revision: z.number() });
const shown = z.looseObject({
  state: z.string(),
  filesDigest: z.string(),
  publication: z
    .looseObject({
      tag: z.string(),
      state: z.string(),
      waitsFor: z.string().nullable(),
      partitionCount: z.number().nullable(),
      error: z.looseObject({ code: z.string() }).nullable(),
    })
    .nullable(),
});
type ShownDraft = z.infer<typeof shown>;

/** Two people of the studio: one writes and publishes, the other reviews. */
export interface StudioDesk {
  readonly owner: DeskClient;
  readonly reviewer: DeskClient;
}

const pathOf = (id: string, what = '') => `/studio/drafts/${id}${what}`;

/** @throws Error when the house said no */
async function told(answer: Promise<{ status: number; body: unknown }>): Promise<unknown> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`refused: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** A draft as its page shows it. */
export async function readDraft({ owner }: StudioDesk, id: string): Promise<ShownDraft> {
  return shown.parse(await told(owner.get(pathOf(id))));
}

/** Changes the text of a file in a draft. */
export async function changeFile(
  { owner }: StudioDesk,
  id: string,
  name: string,
  edit: (text: string) => string,
): Promise<void> {
  const path = pathOf(id, `/files/${name}`);
  const { content, revision } = file.parse(await told(owner.get(path)));
  await told(owner.put(path, { content: edit(content), revision }));
}

/** A draft with one change, not yet reviewed. */
export async function openChange(
  desk: StudioDesk,
  name: string,
  edit: (text: string) => string,
): Promise<string> {
  const { id } = opened.parse(await told(desk.owner.post('/studio/drafts', { name: '改' })));
  await changeFile(desk, id, name, edit);
  return id;
}

/** Has a draft reviewed and approved by the second person. */
export async function approve(desk: StudioDesk, id: string): Promise<void> {
  await told(desk.owner.post(pathOf(id, '/ask-review'), {}));
  // Else they would be run when the draft is put in force.
  await told(desk.owner.post(pathOf(id, '/scenario-runs'), {}));
  const { filesDigest } = await readDraft(desk, id);
  await told(desk.reviewer.post(pathOf(id, '/approve'), { filesDigest }));
}

/** Asks for a draft to be put in force. */
export async function publish({ owner }: StudioDesk, id: string): Promise<void> {
  await told(owner.post(pathOf(id, '/publish'), {}));
}

/** Waits until a draft has come into force and gives the tag of its set. */
export async function inForce(desk: StudioDesk, id: string, limitMs = 120_000): Promise<string> {
  const draft = await until(
    `draft ${id} to be in force`,
    async () => {
      const found = await readDraft(desk, id).catch(() => null);
      const state = found?.publication?.state;
      return state === 'in-force' || state === 'failed' ? found : null;
    },
    limitMs,
  );
  if (draft.publication?.state !== 'in-force')
    throw new Error(`not in force: ${JSON.stringify(draft.publication?.error)}`);
  return draft.publication.tag;
}

/** Puts a change in force from the first letter to the proof. */
export async function putChangeInForce(
  desk: StudioDesk,
  name: string,
  edit: (text: string) => string,
): Promise<string> {
  const id = await openChange(desk, name, edit);
  await approve(desk, id);
  await publish(desk, id);
  return inForce(desk, id);
}
