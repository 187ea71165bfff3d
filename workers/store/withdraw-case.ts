import { clockKinds } from '../../processes/clock/clock-kinds.ts';
import {
  type ActionDraft,
  type Case,
  theCitizen,
  theHouse,
} from '../../processes/complaint/case.ts';
import { openQuestion } from '../../processes/complaint/questions.ts';
import { Refusal } from '../../processes/refusal.ts';
import { openStations } from '../../processes/tiers/way.ts';
import { createDefinitionStore } from './definitions.ts';
import { createInstanceStore } from './instances.ts';
import { leaveMerge } from './merge-cases.ts';
import { messageAbout } from './message-about.ts';
import { type StepDeps, takeStep } from './step.ts';
import type { Stores } from './stores.ts';

const message = 'complaint-withdrawn';

/** A case begun on a diagram that does not hear of a withdrawal goes on as it was begun. */
async function isHeard({ store }: Pick<StepDeps, 'store'>, { instanceKey }: Case) {
  const instance = await createInstanceStore(store).find(instanceKey ?? '');
  if (instance === null) return false;
  const diagram = await createDefinitionStore(store).find(instance.processDefinitionKey);
  return diagram?.resource?.includes(`name="${message}"`) === true;
}

const before = ['received', 'accepted', 'assigned', 'proposed', 'drafted'] as const;

/** Whether the sender may withdraw: the case is under way, its answer not signed, and its diagram hears of it. */
export async function mayWithdraw(deps: Pick<StepDeps, 'store'>, current: Case): Promise<boolean> {
  const isOpen = current.regime !== null && before.some((status) => status === current.status);
  return isOpen && (await isHeard(deps, current));
}

/**
 * Withdraws a complaint for its sender, once: its clocks end, an open question is closed, a merge is left, unit and office
 * are told, and the diagram takes its open tasks away.
 *
 * @throws Refusal `NOT_WITHDRAWABLE` when the answer is signed already, or the case cannot be stopped
 */
export async function withdrawCase(
  deps: StepDeps & Pick<Stores, 'merges'>,
  caseId: string,
  at: Date,
): Promise<void> {
  await takeStep(deps, caseId, at, async (current) => {
    if (current.status === 'withdrawn') return null;
    if (!(await mayWithdraw(deps, current))) throw new Refusal('NOT_WITHDRAWABLE');
    const question = openQuestion(current);
    const closed: ActionDraft[] =
      question === null
        ? []
        : [
            {
              ...{ type: 'close-question', at, by: theHouse },
              data: { questionId: question.id, how: 'taken-back' },
            },
          ];
    const { number, unitId, merged = null } = current;
    const left: ActionDraft[] =
      merged === null
        ? []
        : [
            {
              ...{ type: 'unmerge', at, by: theHouse },
              data: {
                ...{ mergeId: merged.mergeId, leadId: merged.leadId },
                leadNumber: merged.leadNumber,
              },
            },
          ];
    const groups = ['office', ...(unitId === null ? [] : [`unit-handler@${unitId}`])];
    return {
      drafts: [...left, { type: 'withdraw', at, by: theCitizen, data: {} }, ...closed],
      meets: clockKinds,
      also: async (tx) => {
        if (merged !== null) await leaveMerge(deps, tx, merged, at);
        await deps.outbox.put(tx, at, caseId, [
          messageAbout(message, caseId),
          ...openStations(current).map(({ id }) => messageAbout('station-closed', id)),
          ...(question === null ? [] : [messageAbout('question-closed', question.id)]),
        ]);
        for (const group of groups)
          await deps.notices.tellGroupOnce(tx, {
            ...{ id: `${caseId}:withdrawn:${group}`, caseId, kind: 'withdrawn', at, group },
            params: { number },
          });
      },
    };
  });
}
