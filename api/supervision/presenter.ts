import type { ClockRecord } from '../../processes/clock/clock.ts';
import type { Ladder, TakenRung } from '../../processes/escalation/ladder.ts';
import type { LetterRow } from '../../workers/store/letters.ts';
import type { Names } from '../users/names.ts';
import type { LadderView, LetterView } from './schema.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function presentRung(taken: TakenRung, names: Names, now: Date): LadderView['rungs'][number] {
  const { rung, means, role, rectifyBy, referred, dueAt, doneAt } = taken;
  return {
    ...{ rung, means, role, rectifyBy, referred },
    unitName: names.units.get(taken.unitId ?? '') ?? null,
    takenAt: taken.takenAt.toISOString(),
    dueAt: iso(dueAt),
    late: dueAt !== null && (doneAt ?? now) >= dueAt,
    doneAt: iso(doneAt),
    doneBy: names.people.get(taken.doneBy ?? '') ?? null,
  };
}

/** A ladder with what happened at each rung. */
export function presentLadder(
  ladder: Ladder,
  clock: ClockRecord | undefined,
  names: Names,
  now: Date,
): LadderView {
  const { id: clockId, kind, rung, outcome } = ladder;
  return {
    ...{ clockId, kind, rung, outcome },
    dueAt: iso(clock?.dueAt ?? null),
    rungs: ladder.rungs.map((one) => presentRung(one, names, now)),
    nextAt: iso(ladder.nextAt),
    namedAt: iso(ladder.namedAt),
    endedAt: iso(ladder.endedAt),
  };
}

/** A letter as the case file lists it. */
export function presentLetter(letter: LetterRow, names: Names): LetterView {
  const { _id: id, kind, rung, number, file } = letter;
  return {
    ...{ id, kind, rung, number, size: file.size, sha256: file.sha256 },
    unitName: names.units.get(letter.unitId ?? '') ?? null,
    issuedAt: letter.issuedAt.toISOString(),
    receivedAt: iso(letter.receivedAt),
    receivedBy: names.people.get(letter.receivedBy ?? '') ?? null,
  };
}
