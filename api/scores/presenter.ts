import type { Actor } from '../../processes/complaint/case.ts';
import {
  type Appeal,
  type Correction,
  type Score,
  standingPoints,
} from '../../processes/score/score.ts';
import type { DecisionRow } from '../../workers/store/decisions.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import type { Person } from '../person.ts';
import { namesOf } from '../users/names.ts';
import { appealsAs } from './policy.ts';
import type { ScoreDetail, ScoreItem } from './schema.ts';

type ScoreDeps = Pick<ApiDeps, 'appeals' | 'scores' | 'decisions' | 'units' | 'users' | 'cases'>;

interface Reader {
  readonly person: Person;
  readonly lang: Lang;
  readonly now: Date;
}

/** What belongs to the scores of one page. */
interface Ground {
  readonly appeals: ReadonlyMap<string, Appeal>;
  readonly corrections: ReadonlyMap<string, readonly Correction[]>;
  readonly rules: ReadonlyMap<string, DecisionRow>;
  readonly numbers: ReadonlyMap<string, string>;
  readonly unitName: (unitId: string) => string | null;
  readonly people: ReadonlyMap<string, string>;
}

async function numbersOf({ cases }: ScoreDeps, scores: readonly Score[]) {
  const ids = [...new Set(scores.flatMap(({ caseId }) => caseId ?? []))];
  const found = await Promise.all(ids.map((caseId) => cases.find(caseId)));
  return new Map(found.flatMap((one) => (one === null ? [] : [[one.id, one.number] as const])));
}

function grouped(corrections: readonly Correction[]): Map<string, Correction[]> {
  const groups = new Map<string, Correction[]>();
  for (const one of corrections) groups.set(one.scoreId, [...(groups.get(one.scoreId) ?? []), one]);
  return groups;
}

/** The decision that gave the points: the first of its instance that is the demerit rule's. */
function ruleByInstance(decisions: readonly DecisionRow[]): Map<string, DecisionRow> {
  return new Map(decisions.map((row) => [row.instanceKey ?? '', row]));
}

async function groundOf(deps: ScoreDeps, scores: readonly Score[], lang: Lang): Promise<Ground> {
  const ids = scores.map(({ id }) => id);
  const [appeals, corrections, decisions, numbers, units] = await Promise.all([
    deps.appeals.ofScores(ids),
    deps.scores.correctionsOf(ids),
    deps.decisions.ofInstances(scores.map(({ instanceKey }) => instanceKey)),
    numbersOf(deps, scores),
    deps.units.list(),
  ]);
  const actors = [...scores, ...appeals, ...corrections].map(({ by }) => by.userId);
  return {
    appeals: new Map(appeals.map((appeal) => [appeal.scoreId, appeal])),
    corrections: grouped(corrections),
    rules: ruleByInstance(decisions),
    numbers,
    unitName: (unitId) => unitNameOf(units.find(({ _id }) => _id === unitId) ?? null, lang),
    people: await namesOf(deps.users, actors),
  };
}

function stateOf(score: Score, appeal: Appeal | null, now: Date): ScoreItem['state'] {
  if (score.points >= 0) return 'merit';
  if (appeal !== null) return appeal.review?.outcome ?? 'appealed';
  return now < score.appealUntil ? 'open' : 'final';
}

function presentItem(score: Score, ground: Ground, { person, now }: Reader): ScoreItem {
  const { id, kind, unitId, caseId, clockId, clockKind, regimeId, points, instanceKey } = score;
  const rule = ground.rules.get(instanceKey);
  const state = stateOf(score, ground.appeals.get(id) ?? null, now);
  return {
    ...{ id, kind, unitId, caseId, clockId, clockKind, regimeId, points, state },
    unitName: ground.unitName(unitId),
    number: ground.numbers.get(caseId ?? '') ?? null,
    at: score.at.toISOString(),
    recordedAt: score.recordedAt.toISOString(),
    standing: standingPoints(score, ground.corrections.get(id) ?? []),
    appealUntil: score.appealUntil.toISOString(),
    mayAppeal: state === 'open' && appealsAs(person, unitId) !== null,
    rule:
      rule === undefined
        ? null
        : {
            decisionId: rule.decisionId,
            version: rule.version,
            rows: rule.matchedRules.map(({ index }) => index),
          },
  };
}

function presentBy({ kind, userId, role }: Actor, { people }: Ground) {
  return { kind, name: people.get(userId ?? '') ?? null, role };
}

/** Scores as a list shows them. */
export async function presentScores(
  deps: ScoreDeps,
  scores: readonly Score[],
  reader: Reader,
): Promise<ScoreItem[]> {
  const ground = await groundOf(deps, scores, reader.lang);
  return scores.map((score) => presentItem(score, ground, reader));
}

/** One score with everything that became of it. */
export async function presentScore(
  deps: ScoreDeps,
  score: Score,
  reader: Reader,
): Promise<ScoreDetail> {
  const ground = await groundOf(deps, [score], reader.lang);
  const appeal = ground.appeals.get(score.id) ?? null;
  const review = appeal?.review ?? null;
  return {
    ...presentItem(score, ground, reader),
    ground: score.ground,
    by: presentBy(score.by, ground),
    appeal:
      appeal === null
        ? null
        : {
            ground: appeal.ground,
            paper: appeal.paper,
            by: presentBy(appeal.by, ground),
            at: appeal.at.toISOString(),
            review:
              review === null
                ? null
                : {
                    outcome: review.outcome,
                    before: review.before,
                    after: review.after,
                    why: review.why,
                    by: presentBy(review.by, ground),
                    at: review.at.toISOString(),
                  },
          },
    corrections: (ground.corrections.get(score.id) ?? []).map((one) => ({
      before: one.before,
      after: one.after,
      difference: one.after - one.before,
      why: one.why,
      by: presentBy(one.by, ground),
      at: one.at.toISOString(),
    })),
  };
}
