import type { Role } from '../../../processes/roles.ts';
import { type ApiHouse, assign, receive, startApi } from '../api/start-api.ts';

const people = {
  office: ['office', 'U-office'],
  supervision: ['supervision', 'U-office'],
  leader: ['leading-group', 'U-city'],
  ours: ['unit-principal', 'U-shizheng'],
  theirs: ['unit-principal', 'U-huanbao'],
  auditor: ['auditor', 'U-office'],
  handler: ['unit-handler', 'U-shizheng'],
  admin: ['system-admin', 'U-city'],
} as const satisfies Record<string, readonly [Role, string]>;

/** A house with two cases of one unit, one of another, and one of nobody. */
export interface CountedHouse extends ApiHouse {
  readonly cases: { readonly ours: readonly string[]; readonly theirs: readonly string[] };
}

/** A house whose cases can be counted, with everybody who reads figures and some who do not. */
export async function openCounted(): Promise<CountedHouse> {
  const house = await startApi();
  for (const [login, [role, unitId]] of Object.entries(people))
    await house.hire(login, { role, unitId });
  const sent = [await receive(house), await receive(house), await receive(house)];
  await receive(house);
  const [a, b, c] = sent.map(({ caseId }) => caseId);
  if (a === undefined || b === undefined || c === undefined) throw new Error('three were sent');
  await assign(house, a, 'U-shizheng');
  await assign(house, b, 'U-shizheng');
  await assign(house, c, 'U-huanbao');
  return { ...house, cases: { ours: [a, b], theirs: [c] } };
}

/** A figure's numbers above and below its line. */
export function numbersOf(
  figures: readonly { figure: string; n: number; of: number }[],
  id: string,
): (number | undefined)[] {
  const found = figures.find((one) => one.figure === id);
  return [found?.n, found?.of];
}
