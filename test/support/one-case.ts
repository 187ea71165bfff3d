import type { CaseRow } from '../../workers/store/cases.ts';
import type { Store } from '../../workers/store/connect.ts';
import type { DeskClient } from './desk-client.ts';
import type { Installation } from './installation.ts';
import { workOnce } from './scripted-staff.ts';
import { until } from './until.ts';

/** Everybody a complaint meets on its straight way, at their desks. */
export function callStaff(house: Installation): Promise<DeskClient[]> {
  const logins = ['wangmin', 'zhaolei', 'liqiang', 'chenjing', 'zhouning'];
  return Promise.all(logins.map((login) => house.signIn(login)));
}

/** Somebody who sees the tasks of one case only. */
function only(person: DeskClient, number: string): DeskClient {
  const tasks = async () => (await person.tasks()).filter((task) => task.number === number);
  return { ...person, tasks };
}

/** A case by its number. */
export function caseOf(store: Store, number: string): Promise<CaseRow> {
  return until(`case ${number}`, () => store.rows<CaseRow>('cases').findOne({ number }));
}

/** Lets the staff work on one case until it has come where it should; other cases wait. */
export async function workUntil(
  staff: readonly DeskClient[],
  number: string,
  there: () => Promise<boolean>,
): Promise<void> {
  const desks = staff.map((person) => only(person, number));
  await until(`case ${number} to have come there`, async () => {
    if (await there()) return true;
    await workOnce(desks);
    return false;
  });
}
