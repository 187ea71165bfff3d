import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { CaseRow } from '../../../workers/store/cases.ts';
import { type Receipt, submitComplaint } from '../../support/citizen-client.ts';
import type { DeskClient } from '../../support/desk-client.ts';
import { type Installation, openInstallation, type PartName } from '../../support/installation.ts';
import { workOnce } from '../../support/scripted-staff.ts';
import { until } from '../../support/until.ts';
import { verifySettled } from '../../support/verify.ts';

jest.setTimeout(400_000);

const logins = ['wangmin', 'zhaolei', 'liqiang', 'chenjing', 'zhouning'];
const receipts: Receipt[] = [];
let house: Installation;
let staff: DeskClient[];

beforeAll(async () => {
  house = await openInstallation({ COMPLAINTS_PER_HOUR: '100000', JOB_LOCK_SECONDS: '15' });
  staff = await Promise.all(logins.map((login) => house.signIn(login)));
});

afterAll(() => house.close());

/** As a patient sender does: the same complaint under the same key until there is a receipt. */
async function sendPatiently(key: string): Promise<Receipt> {
  const receipt = await until(
    `a receipt for ${key}`,
    () => submitComplaint(house.baseUrl, key, { subject: `路灯不亮 ${key}` }),
    120_000,
  );
  receipts.push(receipt);
  return receipt;
}

async function countCases(
  filter: Parameters<ReturnType<typeof casesOf>['countDocuments']>[0],
): Promise<number> {
  const store = await house.openStore();
  try {
    return await casesOf(store).countDocuments(filter);
  } finally {
    await store.close();
  }
}

function casesOf(store: Awaited<ReturnType<Installation['openStore']>>) {
  return store.rows<CaseRow>('cases');
}

async function workUntilAnswered(numbers: readonly string[]): Promise<void> {
  await until(
    `${numbers.length} answers`,
    async () => {
      await workOnce(staff);
      return (
        (await countCases({ number: { $in: [...numbers] }, status: 'answered' })) === numbers.length
      );
    },
    180_000,
  );
}

/** Starts a part anew that is to die at a point, or, with an empty name, one that lives. */
async function startWith(name: PartName, failpoint: string): Promise<void> {
  await house.kill(name);
  house.env.FAILPOINT = failpoint;
  await house.start(name);
}

describe('what dies in the middle', () => {
  test('the api between keeping a complaint and answering: the second try gets the receipt of the first', async () => {
    await startWith('api', 'accept:committed');
    expect(await submitComplaint(house.baseUrl, 'died', { subject: '路灯不亮 died' })).toBeNull();
    await startWith('api', '');

    const receipt = await sendPatiently('died');

    expect(await countCases({})).toBe(1);
    expect(await countCases({ number: receipt.number })).toBe(1);
  });

  test('a worker between publishing the reply and saying so: there is one reply', async () => {
    // The only case in the house: any other could be published first, and the worker dies at the first.
    const number = receipts[0]?.number ?? '';
    await startWith('workers', 'publish-reply:committed');
    await workUntilAnswered([number]);
    await startWith('workers', '');

    const store = await house.openStore();
    // The job of the worker that died is handed out again when its lock has run out.
    const instance = await until(
      'the diagram to go on to the rating',
      async () => {
        const row = await casesOf(store).findOne({ number });
        const found = await store
          .rows('instances')
          .findOne({ caseId: row?._id, bpmnProcessId: 'publication' });
        return found?.state === 'completed' ? row : null;
      },
      120_000,
    );
    const log = await store
      .rows('actions')
      .find({ caseId: instance._id, type: 'publish' })
      .toArray();
    await store.close();
    expect(log).toHaveLength(1);
  });

  test('worker, api, engine and database, each killed while complaints come in and are worked on', async () => {
    const numbers: string[] = [];
    for (const [index, part] of (['workers', 'api', 'Zeebe', 'MongoDB'] as const).entries()) {
      const before = await sendPatiently(`${part}-before`);
      await workOnce(staff);
      await house.kill(part);
      const [during] = await Promise.all([
        sendPatiently(`${part}-during`),
        house.start(part),
        workOnce(staff),
      ]);
      numbers.push(before.number, during.number);
      expect(numbers).toHaveLength((index + 1) * 2);
    }

    await workUntilAnswered(numbers);
  });

  test('afterwards every invariant holds for every receipt that was given', async () => {
    const { seen, violations } = await verifySettled(
      house,
      receipts.map(({ number }) => number),
    );

    expect(violations).toEqual([]);
    expect(seen.I1).toBeGreaterThanOrEqual(receipts.length * 2);
  });
});
