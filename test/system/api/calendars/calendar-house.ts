import type { Calendar } from '../../../../processes/clock/calendar.ts';
import { chineseCalendar } from '../../../../processes/clock/chinese-calendar.ts';
import type { Role } from '../../../../processes/roles.ts';
import { startCalendarRuns } from '../../../../workers/calendar/runner.ts';
import { type ClockWish, openClock } from '../../../support/open-clock.ts';
import { until } from '../../../support/until.ts';
import { startApi } from '../start-api.ts';

export type CalendarHouse = Awaited<ReturnType<typeof openCalendarHouse>>;

const people: readonly (readonly [string, Role])[] = [
  ['caoyu', 'rule-admin'],
  ['denghua', 'rule-reviewer'],
  ['admin', 'system-admin'],
  ['wangmin', 'intake-clerk'],
];

/** Days of 2027 as the notice of the year might name them. */
export const year2027 = {
  holidays: [
    { date: '2027-01-01', name: '元旦' },
    { date: '2027-01-02', name: '元旦' },
    { date: '2027-01-03', name: '元旦' },
  ],
  makeups: [{ date: '2027-01-09', name: '元旦' }],
};

/** The web application with the people of the rules, and clocks that can be opened; runs go on only while asked. */
export async function openCalendarHouse() {
  const house = await startApi();
  for (const [login, role] of people) await house.hire(login, { role, unitId: 'U-office' });
  const { deps } = house;
  const startRuns = () =>
    startCalendarRuns({ ...deps, logger: deps.logger, failpoint: () => undefined }, 1);
  return {
    ...house,
    startRuns,
    openClock: (wish: ClockWish = {}, calendar: Calendar = chineseCalendar()) =>
      openClock(deps, calendar, wish),
    /** Lets the workers walk until the run has ended. */
    walked: async (runId: string) => {
      const runs = startRuns();
      const run = await until('the run to end', async () => {
        const found = await deps.calendarRuns.find(runId);
        return found !== null && found.endedAt !== null && found;
      });
      await runs.stop();
      return run;
    },
  };
}

/** Somebody's browser. */
type Agent = Awaited<ReturnType<CalendarHouse['signIn']>>;

/** Opens a draft, writes days of one year into it, and gives its revision. */
export async function draftWith(agent: Agent, year: string, days: unknown, id = 'cn') {
  const opened = await agent.post(`/api/v1/calendars/${id}/draft`);
  const { content, revision } = opened.body.draft;
  const written = await agent
    .put(`/api/v1/calendars/${id}/draft`)
    .set('if-match', `"${revision}"`)
    .send({ ...content, years: { ...content.years, [year]: days } });
  return { written, revision: Number(written.body.draft?.revision) };
}

/** Drafts, previews and publishes a year of a calendar by two people. */
export async function publish(house: CalendarHouse, year: string, days: unknown) {
  const { revision } = await draftWith(await house.signIn('caoyu'), year, days);
  const reviewer = await house.signIn('denghua');
  const preview = await reviewer.post('/api/v1/calendars/cn/preview');
  const looked = await house.walked(preview.body.id);
  const published = await reviewer
    .post('/api/v1/calendars/cn/publish')
    .set('if-match', `"${revision}"`);
  return { looked, published, runId: String(published.body.applied?.id) };
}
