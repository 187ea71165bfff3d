import type { SheetView } from '../../../../api/publications/schema.ts';
import type { Actor } from '../../../../processes/complaint/case.ts';
import type { ReplyFields } from '../../../../processes/complaint/contract.ts';
import type { Role } from '../../../../processes/roles.ts';
import { handle } from '../../../../workers/publication/publish-reply.ts';
import { entryOfMove } from '../../../../workers/store/clock-moves.ts';
import { oneAnswer } from '../../../../workers/verify/one-answer.ts';
import { type ApiHouse, assign, receive } from '../start-api.ts';

export const replyFields: ReplyFields = {
  investigator: '城市管理局 李强',
  investigatedOn: '2026-11-20',
  finding: 'substantiated',
  findingText:
    '经核查，王敏（电话 13812345678）反映的情况属实，路灯已于当日修复，感谢您的监督与支持。',
  measures: '',
  ground: '《城市照明管理规定》第二十三条',
  contact: '市政科 0571-87654321',
  publicity: 'public',
  publicityGround: '',
};

const staff = (role: Role): Actor => ({
  ...{ kind: 'staff', userId: `P-${role}`, role, unitId: 'U-shizheng' },
});

/** A case whose reply is signed, with its publication check waiting; the key is the check's. */
export async function signReply(
  house: ApiHouse,
  {
    complaint = {},
    fields = {},
  }: { complaint?: Readonly<Record<string, unknown>>; fields?: Partial<ReplyFields> } = {},
) {
  const { cases, entries, store } = house.deps;
  const received = await receive(house, complaint);
  const { caseId } = received;
  await assign(house, caseId, 'U-shizheng');
  const at = new Date();
  const by = staff('unit-handler');
  const written = { ...replyFields, ...fields };
  const entry = entryOfMove(`${caseId}:draft`, { caseId, by, at }, 'draft', written);
  const { finding, publicity } = written;
  const textDigest = entry.digest;
  await store.transaction((tx) => entries.put(tx, entry));
  await cases.act(caseId, () => [
    { type: 'propose', at, by, data: { weight: 'simple', keyMatter: false } },
    {
      ...{ type: 'draft', at, by, digests: { [entry._id]: textDigest } },
      data: { finding, publicity, textDigest },
    },
    { type: 'sign', at, by: staff('unit-deputy'), data: { textDigest } },
  ]);
  const key = await house.openTask({
    ...{ caseId, action: 'check', elementId: 'Task_PublicationCheck', name: '发布审核' },
    ...{ candidateGroups: ['publication-checker'], formKey: 'form-publication-check' },
    ...{ bpmnProcessId: 'publication', processDefinitionKey: '110' },
  });
  return { ...received, key };
}

/** The answers that let an item pass. */
export const passing = { containsSecret: 'no', suitableNow: 'yes', accurate: 'yes' } as const;

/** Does what the diagram does behind the check. */
export function publish(house: ApiHouse, caseId: string) {
  const deps = { ...house.deps, failpoint: () => undefined };
  return handle({ caseId }, deps, {
    ...{ key: '1', elementId: 'Activity_PublishReply', elementInstanceKey: '2', instanceKey: '3' },
  });
}

/** A closed case as somebody gets it for the archive. */
export function downloadArchive(desk: Awaited<ReturnType<ApiHouse['signIn']>>, caseId: string) {
  return desk
    .get(`/api/v1/cases/${caseId}/archive`)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
}

/** Every suggested place of a sheet, decided on alike. */
export function marksOf(view: SheetView, state: 'covered' | 'kept') {
  return view.parts.flatMap(({ part, segments }) =>
    segments.flatMap(({ start, end, mark }) =>
      mark === null ? [] : [{ part, start, end, kind: mark.kind, state }],
    ),
  );
}

/** What I2 finds in this house. */
export function publicAnswers({ deps }: Pick<ApiHouse, 'deps'>) {
  const evidence = { ...deps, stores: deps, dataDir: '/nowhere', now: new Date(), receipts: null };
  return oneAnswer.run(evidence);
}
