import request from 'supertest';
import { roles } from '../../../processes/roles.ts';
import { sampleUnits } from '../../../workers/sample/institution.ts';
import { type Finding, fuzzApi } from '../../support/fuzz/fuzz-api.ts';
import type { Known } from '../../support/fuzz/generate.ts';
import { type ApiHouse, assign, receive, startApi } from './start-api.ts';

/** A house with somebody who holds every role, and somebody who holds one. */
export async function startFuzzHouse(): Promise<ApiHouse> {
  const house = await startApi();
  await house.hire('everyone', ...roles.map((role) => ({ role, unitId: 'U-city' })));
  await house.hire('handler', { role: 'unit-handler', unitId: 'U-shizheng' });
  return house;
}

/** Things that are there, so that not everything ends at «not found». */
async function furnish(house: ApiHouse): Promise<Known> {
  const mine = await receive(house);
  const given = await receive(house, { confidential: true });
  await assign(house, given.caseId, 'U-shizheng');
  const task = await house.openTask({ caseId: mine.caseId });
  const units = sampleUnits.map(({ _id }) => _id).slice(0, 6);
  const clocks = [mine, given].map(({ caseId }) => `${caseId}:done`);
  return {
    id: [mine.caseId, given.caseId, 'cn', 'P-handler', ...units],
    caseId: [mine.caseId, given.caseId],
    number: [mine.number],
    secret: [mine.secret],
    key: [task],
    clockId: clocks,
    unitId: units,
    unit: units,
    topic: ['environment', 'health'],
    login: ['handler', 'nobody'],
    name: ['complaint.bpmn', 'regime.dmn'],
  };
}

/** Asks every operation so many times, as nobody, as everyone and as one handler. */
export async function fuzzHouse(
  house: ApiHouse,
  { seed, tries }: { readonly seed: number; readonly tries: number },
): Promise<Finding> {
  const known = await furnish(house);
  return fuzzApi({
    ...{ known, seed, triesPerOperation: tries },
    agents: [
      { name: 'nobody', agent: request.agent(house.app) },
      { name: 'everyone', agent: await house.signIn('everyone') },
      { name: 'everyone', agent: await house.signIn('everyone') },
      { name: 'handler', agent: await house.signIn('handler') },
    ],
    // No rule lab runs beside this house.
    awayCodes: ['RULE_LAB_AWAY'],
  });
}
