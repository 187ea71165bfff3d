import { regime } from '../../../../processes/complaint/regime.ts';
import { handle as startClocks } from '../../../../workers/complaint/start-clocks.ts';
import { handle as openRequest } from '../../../../workers/extension/open-request.ts';
import type { Deps, JobKeys } from '../../../../workers/handler.ts';
import { createFailpoint } from '../../../../workers/platform/failpoint.ts';
import { type ApiHouse, assign, receive } from '../start-api.ts';

const job: JobKeys = { key: '1', elementId: 'e', elementInstanceKey: '2', instanceKey: '3' };

/** What handlers work with, over the house of an api test. */
export function workersOf({ deps }: ApiHouse): Deps {
  return { ...deps, failpoint: createFailpoint('') };
}

/** Takes in the people who move clocks, and one of another unit. */
export async function hireMovers(house: ApiHouse): Promise<void> {
  await house.hire('zhaolei', { role: 'office', unitId: 'U-office' });
  await house.hire('xugang', { role: 'office', unitId: 'U-office' });
  await house.hire('liqiang', { role: 'unit-handler', unitId: 'U-shizheng' });
  await house.hire('chenjing', { role: 'unit-deputy', unitId: 'U-shizheng' });
  await house.hire('fremd', { role: 'unit-deputy', unitId: 'U-huanbao' });
}

/** A case of a unit with the city's two clocks. */
export async function openClocks(house: ApiHouse) {
  const { caseId } = await receive(house);
  const city = regime.parse({
    ...{ id: 'city', startEvent: 'received', answeredBy: 'unit', publishes: true },
    ...{ firstAmount: 24, firstUnit: 'h', doneAmount: 8, doneUnit: 'wd' },
    ...{ warnAmount: 2, warnUnit: 'wd' },
  });
  await startClocks({ caseId, regime: city }, workersOf(house), job);
  await assign(house, caseId, 'U-shizheng');
  const done = `${caseId}:done`;
  return { caseId, done, at: `/api/v1/cases/${caseId}/clocks/${done}` };
}

/** The clock as it stands. */
export async function clockOf({ deps }: ApiHouse, clockId: string) {
  const clock = await deps.clocks.find(clockId);
  if (clock === null) throw new Error(`no clock ${clockId}`);
  return clock;
}

/** Brings a request to the office's inbox, as its diagram would. */
export async function openDecision(house: ApiHouse, requestId: string, instanceKey: string) {
  await openRequest({ requestId }, workersOf(house), { ...job, instanceKey });
  return house.openTask({
    ...{ caseId: requestId.split(':')[0] ?? null, instanceKey, action: 'decide-extension' },
    ...{ elementId: 'Task_DecideExtension', name: '审批延期', formKey: 'form-extension' },
    ...{ processDefinitionKey: '102', candidateGroups: ['office'], bpmnProcessId: 'extension' },
  });
}

/** A pause as somebody types it. */
export const forMaterial = {
  ...{ category: 'citizen-material', reason: '等诉求人补交产权证明' },
  paper: '云城管〔2026〕12号',
} as const;
