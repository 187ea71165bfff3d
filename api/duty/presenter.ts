import { isoDateOf, localDay } from '../../processes/clock/day.ts';
import type { Span } from '../../processes/rota/changes.ts';
import { type Duty, dutiesAt, dutiesOf } from '../../processes/rota/duties.ts';
import { rehearse } from '../../processes/rota/rehearsal.ts';
import type { Rota } from '../../processes/rota/rota.ts';
import { dutyRoles } from '../../processes/rota/words.ts';
import { nameIn } from '../../processes/settings/words.ts';
import type { LeaveRow, SwapRow } from '../../workers/store/duty-changes.ts';
import type { DutyPlan } from '../../workers/store/duty-plan.ts';
import type { Lang } from '../language.ts';
import type { DutyPlanView, DutyView, LeaveView, RotaView, SwapView } from './schema.ts';

/** Who reads a plan: what they may do depends on it. */
export interface PlanReader {
  readonly userId: string;
  readonly lang: Lang;
  readonly mayKeep: boolean;
  readonly now: Date;
}

const iso = (at: Date) => at.toISOString();

/** What a plan is called by: rotas, shifts and people. */
function namesOf({ rotas, people }: DutyPlan, lang: Lang) {
  const users = new Map(people.map(({ _id, name }) => [_id, name]));
  const byId = new Map(rotas.map((rota) => [rota.id, rota]));
  return {
    person: (id: string) => ({ id, name: users.get(id) ?? id }),
    someone: (id: string | null) => (id === null ? null : { id, name: users.get(id) ?? id }),
    rota: (id: string) => {
      const rota = byId.get(id);
      return rota === undefined ? id : nameIn(rota, lang);
    },
    shift: (rotaId: string, shiftId: string) => {
      const shift = byId.get(rotaId)?.shifts.find(({ id }) => id === shiftId);
      return shift === undefined ? shiftId : nameIn(shift, lang);
    },
  };
}

type Said = ReturnType<typeof namesOf>;

function presentDuty(duty: Duty, said: Said): DutyView {
  const { rotaId, shiftId, date, from, until, turnOf, userId, how, lack } = duty;
  return {
    ...{ rotaId, shiftId, date, how, lack, shiftName: said.shift(rotaId, shiftId) },
    ...{ from: iso(from), until: iso(until) },
    ...{ turnOf: said.someone(turnOf), person: said.someone(userId) },
  };
}

const shownNext = 3;

function presentRota(
  rota: Rota,
  { plan, span, said }: { readonly plan: DutyPlan; readonly span: Span; readonly said: Said },
  { now, lang }: PlanReader,
): RotaView {
  const week = 7 * 86_400_000;
  const ahead = dutiesOf(rota, { from: now, until: new Date(now.getTime() + week) }, plan.facts);
  const today = isoDateOf(localDay(now, plan.calendar.zone));
  const show = (duty: Duty) => presentDuty(duty, said);
  return {
    ...{ id: rota.id, name: nameIn(rota, lang), role: rota.role },
    now: dutiesAt(ahead, now).map(show),
    next: ahead
      .filter(({ from }) => from > now)
      .slice(0, shownNext)
      .map(show),
    duties: dutiesOf(rota, span, plan.facts).map(show),
    fit: plan.people
      .filter(({ _id }) => plan.facts.isFit(_id, rota.role, today))
      .map(({ _id }) => said.person(_id)),
  };
}

function presentRehearsal(
  { rotas, facts }: DutyPlan,
  span: Span,
  said: Said,
): DutyPlanView['rehearsal'] {
  const { gaps, clashes, unusualDays, unknownYears } = rehearse(rotas, span, facts);
  return {
    gaps: gaps.map(({ rotaId, shiftId, from, until, why, turnOf }) => ({
      ...{ from: iso(from), until: iso(until), why, turnOf: said.someone(turnOf) },
      rotaName: said.rota(rotaId),
      shiftName: shiftId === null ? null : said.shift(rotaId, shiftId),
    })),
    clashes: clashes.map(({ userId, from, until, duties }) => ({
      ...{ person: said.person(userId), from: iso(from), until: iso(until) },
      places: duties.map(
        ({ rotaId, shiftId }) => `${said.rota(rotaId)} · ${said.shift(rotaId, shiftId)}`,
      ),
    })),
    unusualDays: [...unusualDays],
    unknownYears: [...unknownYears],
  };
}

function presentLeave(
  { _id: id, userId, from, until }: LeaveRow,
  said: Said,
  reader: PlanReader,
): LeaveView {
  const mayWithdraw = (reader.mayKeep || userId === reader.userId) && until > reader.now;
  return { id, person: said.person(userId), from: iso(from), until: iso(until), mayWithdraw };
}

function presentSwap(row: SwapRow, said: Said, { userId }: PlanReader): SwapView {
  const { _id: id, asker, asked, gives, takes, state, at } = row;
  const place = ({ rotaId, shiftId, date }: SwapRow['gives']) => ({
    ...{ rotaName: said.rota(rotaId), shiftName: said.shift(rotaId, shiftId), date },
  });
  return {
    ...{ id, state, at: iso(at), asker: said.person(asker), asked: said.person(asked) },
    ...{ gives: place(gives), takes: takes === null ? null : place(takes) },
    mayAnswer: state === 'asked' && asked === userId,
    mayWithdraw: state === 'asked' && asker === userId,
  };
}

function presentPeople({ people }: DutyPlan): DutyPlanView['people'] {
  const standing: readonly string[] = dutyRoles;
  return people.flatMap(({ _id: id, name, roles, disabled }) => {
    const held = [...new Set(roles.map(({ role }) => role))].filter((role) =>
      standing.includes(role),
    );
    return disabled || held.length === 0 ? [] : [{ id, name, roles: held }];
  });
}

/** The plan of a span as somebody reads it; of leave, everybody sees that it is, and nobody why. */
export function presentPlan(
  plan: DutyPlan,
  span: Span,
  swaps: readonly SwapRow[],
  reader: PlanReader & { readonly mayEdit: boolean },
): DutyPlanView {
  const said = namesOf(plan, reader.lang);
  const isShown = ({ userId }: LeaveRow) => reader.mayKeep || userId === reader.userId;
  return {
    ...{ from: iso(span.from), until: iso(span.until) },
    rotas: plan.rotas.map((rota) => presentRota(rota, { plan, span, said }, reader)),
    rehearsal: presentRehearsal(plan, span, said),
    leaves: plan.leaves.filter(isShown).map((row) => presentLeave(row, said, reader)),
    swaps: swaps.map((row) => presentSwap(row, said, reader)),
    people: reader.mayEdit ? presentPeople(plan) : [],
    ...{ me: reader.userId, mayKeep: reader.mayKeep, mayEdit: reader.mayEdit },
  };
}
