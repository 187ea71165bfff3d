import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { ringClock, startClock } from '../../processes/clock/clock.ts';
import { theCitizen, theHouse } from '../../processes/complaint/case.ts';
import type { LadderRule } from '../../processes/escalation/contract.ts';
import { openLadder, takeRung } from '../../processes/escalation/ladder.ts';
import type { Stores } from '../../workers/store/stores.ts';
import { at, received } from './build-case.ts';

const calendar = chineseCalendar();
const filing = {
  channel: 'web',
  topic: 'urban-rural-construction',
  area: null,
  anonymous: true,
  confidential: false,
  posted: null,
  collected: received.at,
  received: received.at,
} as const;
const rule: LadderRule = { means: 'letter', role: 'leading-group', quietHours: true };

/** When the ladder of `openOverdueCase` took its rung. */
export const rungTakenAt = at('2026-12-07T07:00');

/** Opens a case whose clock ran out and whose ladder stands at a letter, its first rung; the id of the clock. */
export async function openOverdueCase(stores: Stores, caseId: string): Promise<string> {
  const facts = { caseId, kind: 'done', regimeId: 'city', startEvent: 'received' } as const;
  const span = { startAt: received.at, amount: 8, unit: 'wd', warn: null } as const;
  const clock = startClock({ id: `${caseId}:done`, ...facts, ...span }, calendar);
  const { id: clockId, startAt, dueAt, provisional } = clock;
  const { clock: late } = ringClock(clock, dueAt);
  const taken = { unitId: null, at: rungTakenAt, calendar };
  await stores.store.transaction(async (tx) => {
    const first = { type: 'receive', at: received.at, by: theCitizen } as const;
    const opened = await stores.cases.open(tx, caseId, {
      ...first,
      data: { ...filing, number: caseId },
    });
    await stores.clocks.startOnce(tx, late);
    const of = { clockId, kind: 'done' } as const;
    const rung = { rung: 1, means: rule.means, role: rule.role };
    const { startEvent } = facts;
    const by = { at: rungTakenAt, by: theHouse };
    await stores.cases.append(tx, opened, [
      { ...by, type: 'start-clock', data: { ...of, startEvent, startAt, dueAt, provisional } },
      { ...by, type: 'overdue', data: of },
      { ...by, type: 'supervise', data: { ...of, ...rung } },
    ]);
  });
  await stores.ladders.openOnce(takeRung(openLadder(late, '1', dueAt), { rung: 1, rule }, taken));
  return clockId;
}
