import { Router } from 'express';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { nameOfRegime, type Regime } from '../../processes/complaint/regime.ts';
import { createRegimeTable } from '../regimes/in-force.ts';
import { countTyped, judgeTyped, type Typed, units } from './calculate.ts';
import type { CitizenDeps } from './deps.ts';
import type { Frame } from './layout.ts';
import { calculatorPage } from './pages/calculator.ts';
import { oneLine, readFields } from './read-fields.ts';
import { frameOf, show } from './visit.ts';

const names = ['date', 'time', 'rule', 'amount', 'unit'] as const;

function typedIn(query: unknown, regimes: readonly Regime[], now: Date): Typed {
  const given = readFields(query, names);
  const text = (name: (typeof names)[number]) => oneLine(given[name] ?? '').slice(0, 40);
  const today = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const usual = regimes.some(({ id }) => id === 'city') ? 'city' : '';
  return {
    date: given.date === undefined ? today : text('date'),
    time: text('time'),
    rule: given.rule === undefined ? usual : text('rule'),
    amount: given.amount === undefined ? '8' : text('amount'),
    unit: given.unit === undefined ? 'wd' : text('unit'),
  };
}

/** The calculator of due dates, for anybody; nothing that is typed is kept. */
export function calculatorRoutes(deps: CitizenDeps, stylesheet: string): Router {
  const router = Router();
  const tableInForce = createRegimeTable(deps.definitions);

  const word = (frame: Frame, key: string, otherwise: string) =>
    deps.language.has(frame.lang, 'words', key)
      ? deps.language.say(frame.lang, 'words', key)
      : otherwise;

  function nameOf(frame: Frame, regime: Regime): string {
    const { id, doneAmount, doneUnit } = regime;
    const given = nameOfRegime(regime, frame.lang);
    const span = deps.language.say(frame.lang, 'desk', `span.${doneUnit}`, { count: doneAmount });
    return `${given ?? word(frame, `regime.${id}`, id)} · ${span}`;
  }

  router.get('/calculator', async (request, response) => {
    const frame = await frameOf(deps, request, response, stylesheet);
    const [{ regimes }, calendar] = await Promise.all([tableInForce(), deps.calendars.find('cn')]);
    const typed = typedIn(request.query, regimes, frame.now);
    const isAsked = names.some((name) => request.query[name] !== undefined);
    const errors = isAsked ? judgeTyped(typed, regimes, frame) : [];
    const isCounted = isAsked && errors.length === 0;
    const page = calculatorPage(frame, {
      typed,
      errors,
      rules: regimes.map((one) => ({ id: one.id, name: nameOf(frame, one) })),
      units: units.map((id) => ({ id, name: word(frame, `timeUnit.${id}`, id) })),
      counted: isCounted ? countTyped(typed, regimes, calendar ?? chineseCalendar()) : [],
      sayProof: (key) => deps.language.say(frame.lang, 'desk', `proof.${key}`),
    });
    show(response, frame, page, errors.length > 0 ? 422 : 200);
  });
  return router;
}
