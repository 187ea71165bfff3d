import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { CaseRow } from '../../workers/store/cases.ts';
import { type Receipt, rateReply, submitComplaint } from '../support/citizen-client.ts';
import type { DeskClient } from '../support/desk-client.ts';
import { type Installation, openInstallation } from '../support/installation.ts';
import { type Deviation, workOnce } from '../support/scripted-staff.ts';
import { seeded } from '../support/seeded.ts';
import { until } from '../support/until.ts';
import { verifySettled } from '../support/verify.ts';

jest.setTimeout(7_200_000);

const wantedActions = 20_000;
const batchSize = 50;
const seed = Number(process.env.SEED ?? 20261122);
const random = seeded(seed);
const logins = ['wangmin', 'zhaolei', 'liqiang', 'chenjing', 'zhouning'];
const receipts: Receipt[] = [];
let house: Installation;
let staff: DeskClient[];

beforeAll(async () => {
  house = await openInstallation({ COMPLAINTS_PER_HOUR: '0', LOG_LEVEL: 'warn' });
  staff = await Promise.all(logins.map((login) => house.signIn(login)));
});

afterAll(() => house.close());

/** One turn in so many takes another way than the straight one. */
const turn: Deviation = (_item, step) => {
  const dice = random();
  if (step === 'accept' && dice < 0.1)
    return { acceptance: 'refused', ground: 'before-court', explanation: '已进入诉讼程序。' };
  if (step === 'accept' && dice < 0.2)
    return { acceptance: 'not-ours', ground: 'not-our-duty', otherBody: '省电力公司' };
  if (step === 'propose' && dice < 0.2)
    return {
      ...{ disposal: 'return', returnGround: 'other-unit-duty' },
      returnReason: '职责清单列明由其他单位承担。',
    };
  if (step === 'reassign' && dice < 0.2)
    return { outcome: 'other-body', otherBody: '省电力公司', explanation: '由省电力公司维护。' };
  if (step === 'sign' && dice < 0.25) return { decision: 'returned', remarks: '请补充整改期限。' };
  if (step === 'check' && dice < 0.2) return { suitableNow: 'no', checkGround: '涉及第三人隐私' };
  if (step === 'draft' && dice < 0.2)
    return { publicity: 'on-request', publicityGround: '依申请公开' };
  return null;
};

async function submitBatch(batch: number): Promise<Receipt[]> {
  const keys = Array.from({ length: batchSize }, (_, index) => `long-${seed}-${batch}-${index}`);
  const sent: Receipt[] = [];
  for (const key of keys) {
    const confidential = random() < 0.1;
    const receipt = await until(`a receipt for ${key}`, () =>
      submitComplaint(house.baseUrl, key, { confidential }),
    );
    sent.push(receipt);
  }
  return sent;
}

async function workUntilEnded(numbers: readonly string[]): Promise<void> {
  const store = await house.openStore();
  const ended = ['refused', 'handed-over', 'withdrawn', 'answered', 'archived'] as const;
  await until(
    `${numbers.length} cases to end`,
    async () => {
      await workOnce(staff, turn);
      const count = await store
        .rows<CaseRow>('cases')
        .countDocuments({ number: { $in: [...numbers] }, status: { $in: [...ended] } });
      return count === numbers.length;
    },
    900_000,
  );
  await store.close();
}

async function rateSome(sent: readonly Receipt[]): Promise<void> {
  for (const receipt of sent) {
    if (random() < 0.5) await rateReply(house.baseUrl, receipt, 1 + Math.floor(random() * 5));
  }
}

async function countActions(): Promise<number> {
  const store = await house.openStore();
  try {
    return await store.rows('actions').countDocuments();
  } finally {
    await store.close();
  }
}

describe(`random turns of many cases, seed ${seed}`, () => {
  test(`every case ends, over ${wantedActions} actions`, async () => {
    for (let batch = 0; (await countActions()) < wantedActions; batch += 1) {
      const sent = await submitBatch(batch);
      receipts.push(...sent);
      await workUntilEnded(sent.map(({ number }) => number));
      await rateSome(sent);
    }

    expect(await countActions()).toBeGreaterThanOrEqual(wantedActions);
  });

  test('afterwards every invariant holds for every receipt', async () => {
    const { seen, violations } = await verifySettled(
      house,
      receipts.map(({ number }) => number),
    );

    expect(violations).toEqual([]);
    expect(seen.I2).toBe(receipts.length);
  });
});
