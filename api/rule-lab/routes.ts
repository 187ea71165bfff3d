import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { houseZone } from '../../processes/language/dates.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { RuleLab, TriedRule } from '../../workers/rule-lab/rule-lab.ts';
import { isRuleFile, type RuleSet, readRules } from '../../workers/rule-lab/rule-set.ts';
import { sidesOf, tryDraft } from '../../workers/rule-lab/try-draft.ts';
import type { ReplayFilter, ReplayRun } from '../../workers/store/replays.ts';
import type { ScenarioRun } from '../../workers/store/scenario-runs.ts';
import { accessOf } from '../access.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import { createTranslate } from '../model-checks/presenter.ts';
import { serveStaff } from '../serve.ts';
import { namesOf } from '../users/names.ts';
import {
  presentReplay,
  presentReplayItem,
  presentScenarioRun,
  type SayProblem,
} from './presenter.ts';
import {
  askReplay,
  listReplayItems,
  listReplays,
  listRules,
  listScenarioRuns,
  readReplay,
  startScenarioRun,
  stopReplay,
  tryRule,
} from './schema.ts';

const place = z.object({ after: z.string() });
const mostShown = 20;

interface Days {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

/** Days of the house as a half-open span. @throws Refusal `PERIOD_INVALID` */
function spanOf({ from, to }: Days): Pick<ReplayFilter, 'from' | 'until'> {
  const startOf = (day: string) => DateTime.fromISO(day, { zone: houseZone });
  const since = from == null ? null : startOf(from).toJSDate();
  const until = to == null ? null : startOf(to).plus({ days: 1 }).toJSDate();
  if (since !== null && until !== null && since >= until) throw new Refusal('PERIOD_INVALID');
  return { from: since, until };
}

/** The example, and the rules of both sides, in one place. */
async function answerBy(
  lab: RuleLab,
  rules: RuleSet,
  decisionId: string,
  inputs: Readonly<Record<string, unknown>>,
): Promise<TriedRule | null> {
  const rule = rules.get(decisionId);
  if (rule === undefined) return null;
  const [answer] = await lab.evaluate(rule.file, decisionId, [inputs]);
  return answer ?? null;
}

/** Trials of a draft's rules: single inputs, example cases, past cases. */
export function ruleLabRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { modelDrafts, modelSets, replays, scenarioRuns, pastCases } = deps;
  const { ruleLab, users, units, language, now } = deps;
  const translate = createTranslate(language);

  const sayIn =
    (lang: Lang): SayProblem =>
    (code, params) => {
      const known = language.has(lang, 'problems', `${code}.title`) ? code : 'REFUSED';
      const { message } = params;
      const said =
        message === undefined ? params : { ...params, message: translate(message, lang) };
      const text = (key: string) => language.say(lang, 'problems', `${known}.${key}`, said);
      return { title: text('title'), detail: text('detail') };
    };

  async function draftOf(draftId: string) {
    const draft = await modelDrafts.find(draftId);
    if (draft === null) throw new Refusal('MODEL_DRAFT_UNKNOWN');
    return draft;
  }

  async function replayOf(id: string): Promise<ReplayRun> {
    const run = await replays.find(id);
    if (run === null) throw new Refusal('REPLAY_UNKNOWN');
    return run;
  }

  async function showReplays(runs: readonly ReplayRun[], lang: Lang) {
    const people = await namesOf(
      users,
      runs.map(({ askedBy }) => askedBy),
    );
    const all = await units.list();
    const named = all.map(({ _id, name, nameEn }) => [_id, lang === 'zh' ? name : nameEn] as const);
    const about = { people, units: new Map(named), say: sayIn(lang) };
    return runs.map((run) => presentReplay(run, about));
  }

  async function showRuns(draftId: string, runs: readonly ScenarioRun[], lang: Lang) {
    const filesDigest = await modelDrafts.filesDigest(await draftOf(draftId));
    const people = await namesOf(
      users,
      runs.map(({ by }) => by),
    );
    return runs.map((run) => presentScenarioRun(run, { filesDigest, people, say: sayIn(lang) }));
  }

  serveStaff(router, listRules, async ({ params }) => {
    const { draft, inForce } = await sidesOf(deps, params.id);
    const known = await readRules(inForce);
    const items = [...(await readRules(draft))].map(([decisionId, { name, file, inputs }]) => ({
      ...{ decisionId, name, inputs: [...inputs], file: file.name },
      changed: known.get(decisionId)?.file.digest !== file.digest,
    }));
    return { body: { items } };
  });

  serveStaff(router, tryRule, async ({ params, body: { decisionId, inputs } }) => {
    const sides = await sidesOf(deps, params.id);
    const draft = await answerBy(ruleLab, await readRules(sides.draft), decisionId, inputs);
    if (draft === null) throw new Refusal('DECISION_UNKNOWN', { decisionId });
    const inForce = await answerBy(ruleLab, await readRules(sides.inForce), decisionId, inputs);
    return { body: { decisionId, draft, inForce } };
  });

  serveStaff(router, listScenarioRuns, async ({ params, req }) => {
    const runs = await scenarioRuns.ofDraft(params.id, mostShown);
    return { body: { items: await showRuns(params.id, runs, req.lang) } };
  });

  serveStaff(router, startScenarioRun, async ({ params, person, req }) => {
    const run = await tryDraft(deps, params.id, person.id);
    const [shown] = await showRuns(params.id, [run], req.lang);
    return { body: shown };
  });

  serveStaff(router, listReplays, async ({ query, req }) => {
    const runs = await replays.list(query.draft ?? null, mostShown);
    return { body: { items: await showReplays(runs, req.lang) } };
  });

  serveStaff(router, askReplay, async ({ body, person, req }) => {
    const draft = await draftOf(body.draftId);
    const inForce = await modelSets.inForce();
    if (inForce === null) throw new Refusal('NO_SET_IN_FORCE');
    const { topic = null, channel = null, unitId = null, ...days } = body.filter;
    const id = randomUUID();
    await replays.ask(
      {
        ...{ id, draftId: draft.id, name: draft.name, base: inForce.tag, most: body.most },
        before: inForce.files.filter(isRuleFile),
        after: (await modelDrafts.files(draft)).filter(isRuleFile),
        filter: { ...spanOf(days), topic, channel, unitId },
      },
      { at: now(), userId: person.id },
    );
    const [shown] = await showReplays([await replayOf(id)], req.lang);
    return { body: shown, location: `/api/v1/studio/replays/${id}` };
  });

  serveStaff(router, readReplay, async ({ params, req }) => {
    const [shown] = await showReplays([await replayOf(params.id)], req.lang);
    return { body: shown };
  });

  serveStaff(router, stopReplay, async ({ params, req }) => {
    await replayOf(params.id);
    if (!(await replays.stop(params.id, now()))) throw new Refusal('REPLAY_ENDED');
    const [shown] = await showReplays([await replayOf(params.id)], req.lang);
    return { body: shown };
  });

  serveStaff(router, listReplayItems, async ({ params, query, person }) => {
    await replayOf(params.id);
    const after = query.cursor === undefined ? null : fromCursor(place, query.cursor).after;
    const { kind = null, limit } = query;
    const found = await replays.items(params.id, { kind, after, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const next = last === undefined ? null : toCursor({ after: last._id });
    const { readable } = await accessOf(person, units);
    const caseIds = page.map(({ caseId }) => caseId);
    const open = readable === null ? new Set<string>() : await pastCases.openTo(readable, caseIds);
    return { body: { items: page.map((item) => presentReplayItem(item, open)), next } };
  });

  return router;
}
