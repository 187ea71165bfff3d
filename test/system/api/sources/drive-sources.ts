import type { FeedEntry } from '../../../../processes/sources/find.ts';
import { keysOf } from '../../../../processes/sources/find.ts';
import { lookAtSources } from '../../../../workers/sources/look-at-sources.ts';
import { usualLimits } from '../../../../workers/sources/read-outside.ts';
import { openFeedServer } from '../../../sources/feed-server.ts';
import { createKeptLog } from '../../../support/quiet-logger.ts';
import { change } from '../settings/change-settings.ts';
import { startApi } from '../start-api.ts';

const minute = 60_000;

/** A source as an administrator enters it. */
export function buildSource(id: string, address: string, given: object = {}) {
  return {
    ...{ id, zh: `${id} 报`, en: `The ${id}`, address, every: 30, active: true, words: [] },
    ...given,
  };
}

/** A house with the people who look through finds, and sites on loopback. */
export async function openSourceHouse() {
  const [house, server] = await Promise.all([startApi(), openFeedServer()]);
  const people = [
    ['watch', 'monitoring-officer', 'U-office'],
    ['duty', 'duty-officer', 'U-office'],
    ['admin', 'system-admin', 'U-city'],
    ['handler', 'unit-handler', 'U-huanbao'],
  ] as const;
  for (const [login, role, unitId] of people) await house.hire(login, { role, unitId });
  const [watch, duty, admin, handler] = await Promise.all(
    people.map(([login]) => house.signIn(login)),
  );
  if (!watch || !duty || !admin || !handler) throw new Error('somebody was not let in');
  let at = new Date('2026-11-20T12:00:00+08:00');

  const deps = {
    ...house.deps,
    ...{ now: () => at, logger: createKeptLog(), allowPrivate: true, limits: usualLimits },
  };
  return {
    ...{ house, server, watch, duty, admin, handler },
    now: () => at,
    pass: (minutes: number) => {
      at = new Date(at.getTime() + minutes * minute);
    },
    set: (items: readonly object[], words: readonly string[] = []) =>
      change(admin, 'sources', 'house', () => ({ words, items })),
    look: () => lookAtSources(deps),
    /** Keeps a report as a look would. */
    report: (entry: Partial<FeedEntry> & Pick<FeedEntry, 'link'>, sourceId = 'a') => {
      const whole = { title: '一则消息', excerpt: '', publishedAt: at, ...entry };
      const keys = keysOf(whole);
      const about = { sourceId, outlet: `${sourceId} 报`, foundAt: at, page: keys.page };
      return house.deps.sourceFinds.putOnce({ ...whole, ...about }, keys);
    },
    finds: async (state = 'found', query = '') =>
      (await watch.get(`/api/v1/sources/finds?state=${state}${query}`)).body,
    stop: async () => {
      await server.close();
      await house.stop();
    },
  };
}
