import { readFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Refusal } from '../../../processes/refusal.ts';
import { createRuleLab, type RuleLab } from '../../../workers/rule-lab/rule-lab.ts';
import { ruleTextOf } from '../../../workers/rule-lab/rule-set.ts';
import { createKeptLog } from '../../support/quiet-logger.ts';
import { chainOfRules, openLab, smallRules } from '../../support/rule-lab.ts';

// A net only: the lab may have to be built.
jest.setTimeout(300_000);

/** The limit of a trial, and what it takes until a process has ended; five times that where others keep it from its turn. */
const limitMs = () => ((loadavg()[0] ?? 0) > availableParallelism() ? 10_000 : 2000);
const slackMs = 700;

const refusals = ['RULE_TOO_SLOW', 'RULE_TOO_LARGE', 'RULE_TOO_DEEP', 'RULE_UNREADABLE'];

async function regime() {
  const name = 'regime.dmn';
  const file = new URL(`../../../processes/complaint/${name}`, import.meta.url);
  return ruleTextOf({ name, content: await readFile(file, 'utf8') });
}

async function refusalOf(
  work: () => Promise<unknown>,
): Promise<{ code: string; ms: number; place: string }> {
  const begunAt = performance.now();
  try {
    await work();
    return { code: 'answered', ms: performance.now() - begunAt, place: '' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const place = String(error.params.place ?? '');
    return { code: error.code, ms: performance.now() - begunAt, place };
  }
}

describe('the rule lab', () => {
  let lab: RuleLab;

  beforeAll(async () => {
    lab = await openLab();
    await lab.evaluate(await regime(), 'Decision_Regime', [{ channel: 'web', topic: 'health' }]);
  });
  afterAll(() => lab.close());

  test('answers as the table says, with the row that matched and its number', async () => {
    const file = await regime();

    const [city, board] = await lab.evaluate(file, 'Decision_Regime', [
      { channel: 'web', topic: 'health' },
      { channel: 'board', topic: 'health' },
    ]);

    expect(city?.output).toMatchObject({ id: 'city', doneAmount: 8, doneUnit: 'wd' });
    expect(city?.rows).toEqual([{ id: 'Rule_Regime_City', index: 10 }]);
    expect(city?.inputs.map(({ value }) => value)).toEqual(['web', 'health', null, null]);
    expect(board?.rows).toEqual([{ id: 'Rule_Regime_Board', index: 2 }]);
  });

  test('tells why there is no answer in the words of the engine', async () => {
    const file = smallRules({ answer: '1', hitPolicy: 'UNIQUE' });

    const [one, two] = await lab.evaluate(file, 'Decision_Small', [
      { word: 'once' },
      { word: 'never' },
    ]);

    expect([one?.output, one?.failure]).toEqual([1, null]);
    expect(two?.failure).toContain('UNIQUE');
  });

  test('reads the decisions of a file', async () => {
    const read = await lab.read(chainOfRules(3));

    expect(read.toSorted()).toEqual(['Decision_0', 'Decision_1', 'Decision_2']);
  });

  test('refuses a file the engine cannot read, in its words', async () => {
    const broken = ruleTextOf({ name: 'broken.dmn', content: '<definitions' });

    expect(await refusalOf(() => lab.read(broken))).toMatchObject({ code: 'RULE_UNREADABLE' });
  });

  test('gives no parser a document type', async () => {
    const hostile = ruleTextOf({
      name: 'hostile.dmn',
      content: '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><definitions/>',
    });

    expect(await refusalOf(() => lab.read(hostile))).toMatchObject({ code: 'RULE_UNREADABLE' });
  });

  const deep = `${'('.repeat(2000)}1${')'.repeat(2000)}`;
  // Newer Java no longer loses itself in such a pattern: then it is answered, and in time.
  const bombs = [
    ['a loop over a billion', smallRules({ answer: 'for i in 1..1000000000 return i' }), 2],
    [
      'loops within loops',
      smallRules({ answer: 'count(for a in 1..50, b in 1..50, c in 1..50, d in 1..50 return a)' }),
      2,
    ],
    ['2000 parentheses', smallRules({ answer: deep }), 2],
    [
      'a pattern that never matches',
      smallRules({ answer: `matches("${'a'.repeat(40)}!", "^(a+)+$")` }),
      2,
    ],
    [
      'the same pattern on an input',
      smallRules({ answer: '1', fits: 'matches(word, "^(a+)+$")' }),
      2,
    ],
  ] as const;

  test.each(bombs)(
    'refuses %s in time and names the row, and answers the next one',
    async (what, file, row) => {
      const found = await refusalOf(() => lab.probe(file));

      expect([...refusals, ...(what.includes('pattern') ? ['answered'] : [])]).toContain(
        found.code,
      );
      expect(found.ms).toBeLessThan(limitMs() + slackMs);
      if (found.code === 'RULE_TOO_SLOW') expect(found.place).toBe(`Decision_Small/${row}`);
      const [next] = await lab.evaluate(await regime(), 'Decision_Regime', [
        { channel: 'web', topic: 'x' },
      ]);
      expect(next?.rows).toHaveLength(1);
    },
  );

  test('refuses a chain of 2000 decisions in time, and answers the next one', async () => {
    const chain = chainOfRules(2000);

    const found = await refusalOf(() => lab.evaluate(chain, 'Decision_1999', [{ word: 'x' }]));

    expect(found.code).not.toBe('answered');
    expect(found.ms).toBeLessThan(limitMs() + slackMs);
    const [next] = await lab.evaluate(await regime(), 'Decision_Regime', [
      { channel: 'web', topic: 'x' },
    ]);
    expect(next?.rows).toHaveLength(1);
  });

  test('takes a text of three thousand signs as any other, or refuses it in time', async () => {
    const long = smallRules({ answer: `"${'字'.repeat(3000)}"` });

    const found = await refusalOf(() => lab.evaluate(long, 'Decision_Small', [{ word: 'x' }]));

    expect(['answered', 'RULE_TOO_DEEP']).toContain(found.code);
    expect(found.ms).toBeLessThan(limitMs() + slackMs);
  });

  test('refuses an expression of a diagram that does not come to an end', async () => {
    const endless = [
      '1 + 1',
      'count(for a in 1..100, b in 1..100, c in 1..100, d in 1..100 return a)',
    ];

    const found = await refusalOf(() => lab.tryExpressions('small.bpmn', endless));

    expect(['RULE_TOO_SLOW', 'RULE_TOO_LARGE']).toContain(found.code);
    expect(found.ms).toBeLessThan(limitMs() + slackMs);
  });

  test('a bomb in the middle of other requests fails alone', async () => {
    const file = await regime();
    const good = () => lab.evaluate(file, 'Decision_Regime', [{ channel: 'web', topic: 'health' }]);
    const bomb = refusalOf(() =>
      lab.evaluate(
        smallRules({ answer: 'count(for a in 1..9999, b in 1..9999 return a)' }),
        'Decision_Small',
        [{}],
      ),
    );

    const [first, refused, last] = await Promise.all([good(), bomb, good()]);

    expect(first[0]?.rows).toHaveLength(1);
    expect(refused.code).not.toBe('answered');
    expect(last[0]?.rows).toHaveLength(1);
  });

  test('tells the seventeenth who waits to come again', async () => {
    const file = await regime();
    const asked = Array.from({ length: 40 }, () =>
      refusalOf(() => lab.evaluate(file, 'Decision_Regime', [{ channel: 'web', topic: 'health' }])),
    );

    const codes = (await Promise.all(asked)).map(({ code }) => code);

    expect(codes.filter((code) => code === 'answered').length).toBe(16);
    expect(codes.filter((code) => code === 'RULE_LAB_BUSY').length).toBe(24);
  });

  test('a house without Java says so', async () => {
    const none = createRuleLab(null, createKeptLog());

    expect(await refusalOf(async () => none.read(await regime()))).toMatchObject({
      code: 'RULE_LAB_AWAY',
    });
  });
});
