import type { OwedCheck } from '../../processes/boards/checks.ts';
import type {
  BoardAccountRow,
  BoardCheckRow,
  BoardMessageRow,
} from '../../workers/store/boards.ts';
import type { AccountView, CheckView, MessageView } from './schema.ts';

/** Names of units and people in the reader's language, by id. */
export interface BoardNames {
  readonly units: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
}

/** An account with its unit and the person who answers for it. */
export function presentAccount(row: BoardAccountRow, { units, people }: BoardNames): AccountView {
  const { _id, unitId, board, account, link, responsibleId, createdAt, retiredAt } = row;
  return {
    ...{ id: _id, unitId, board, account, link },
    unitName: units.get(unitId) ?? null,
    responsible: { id: responsibleId, name: people.get(responsibleId) ?? '' },
    createdAt: createdAt.toISOString(),
    retiredAt: retiredAt?.toISOString() ?? null,
  };
}

/** A look that a unit owes, with how it went. */
export function presentCheck(
  owed: OwedCheck,
  unitId: string,
  about: {
    readonly row: BoardCheckRow | undefined;
    readonly names: BoardNames;
    readonly now: Date;
    readonly looks: boolean;
  },
): CheckView {
  const { row, names, now, looks } = about;
  const { day, slot, since, until } = owed;
  const isDue = since <= now && now < until;
  const open = until <= now ? 'missed' : isDue ? 'due' : 'ahead';
  return {
    ...{ unitId, day, slot, until: until.toISOString() },
    unitName: names.units.get(unitId) ?? null,
    state: row?.state ?? open,
    at: row?.state === 'done' ? row.at.toISOString() : null,
    byName: names.people.get(row?.by ?? '') ?? null,
    found: row?.found ?? null,
    mayRecord: row === undefined && isDue && looks,
  };
}

/** A message with what became of it. */
export function presentMessage(
  row: BoardMessageRow,
  { units }: Pick<BoardNames, 'units'>,
  today: Date,
): MessageView {
  const { _id, link, title, board, postedAt, foundAt, state, unitId, caseId, ground } = row;
  return {
    ...{ id: _id, link, title, board, state, caseId, ground },
    postedAt: postedAt.toISOString(),
    foundAt: foundAt.toISOString(),
    unclaimed: state === 'found' && foundAt < today,
    unitName: units.get(unitId ?? '') ?? null,
  };
}
