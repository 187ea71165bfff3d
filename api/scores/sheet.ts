import { DateTime } from 'luxon';
import { houseZone } from '../../processes/language/dates.ts';
import { Refusal } from '../../processes/refusal.ts';
import { assess, type SheetLine } from '../../processes/score/sheet.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import type { Person } from '../person.ts';
import { scoreReach } from './policy.ts';
import { presentScores } from './presenter.ts';
import type { SheetView } from './schema.ts';

export interface SheetAsked {
  readonly unit: string;
  readonly year: number;
  /** Null: as it stands now. */
  readonly asOf: Date | null;
}

interface Reader {
  readonly person: Person;
  readonly lang: Lang;
  readonly now: Date;
}

type Line = SheetView['lines'][number];

function reviewOf({ appeal }: SheetLine): Line['appeal'] {
  if (appeal === null) return null;
  const { at, ground, paper, review } = appeal;
  return {
    ...{ at: at.toISOString(), ground, paper },
    review:
      review === null
        ? null
        : {
            ...{ outcome: review.outcome, before: review.before, after: review.after },
            ...{ why: review.why, at: review.at.toISOString() },
          },
  };
}

/**
 * The assessment sheet of a unit for a year, as it stood at an instant: asked for again it is the same.
 *
 * @throws Refusal `UNIT_UNKNOWN` when there is no such unit or the reader may not see its points
 */
export async function sheetOf(
  deps: ApiDeps,
  { unit, year, asOf }: SheetAsked,
  reader: Reader,
): Promise<SheetView> {
  const [row, reach] = await Promise.all([
    deps.units.find(unit),
    scoreReach(reader.person, deps.units),
  ]);
  if (row === null || (reach !== null && !reach.includes(unit))) throw new Refusal('UNIT_UNKNOWN');
  const from = DateTime.fromObject({ year, month: 1, day: 1 }, { zone: houseZone });
  const scores = await deps.scores.list({
    ...{ unitIds: [unit], from: from.toJSDate(), until: from.plus({ years: 1 }).toJSDate() },
  });
  const ids = scores.map(({ id }) => id);
  const [appeals, corrections] = await Promise.all([
    deps.appeals.ofScores(ids),
    deps.scores.correctionsOf(ids),
  ]);
  const at = asOf === null || asOf > reader.now ? reader.now : asOf;
  const { lines, lost, earned, sum } = assess({ scores, appeals, corrections }, at);
  const items = await presentScores(
    deps,
    lines.map(({ score }) => score),
    reader,
  );
  return {
    ...{
      unitId: unit,
      unitName: unitNameOf(row, reader.lang) ?? row.name,
      year,
      lost,
      earned,
      sum,
    },
    asOf: at.toISOString(),
    lines: lines.flatMap((line, n) => {
      const item = items[n];
      if (item === undefined) return [];
      const { id, kind, caseId, number, clockId, clockKind, rule } = item;
      return [
        {
          ...{ id, kind, caseId, number, clockId, clockKind, rule },
          ...{ at: item.at, ground: line.score.ground, recorded: item.points },
          ...{ points: line.points, appeal: reviewOf(line) },
        },
      ];
    }),
  };
}
