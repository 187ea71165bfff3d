import { describe, expect, test } from '@jest/globals';
import {
  noticeKinds,
  type PersonChannel,
  type Preferences,
  preferences,
  usualPreferences,
  whenTold,
} from '../../processes/notify/preferences.ts';

const at = (text: string) => new Date(`2026-11-${text}:00+08:00`);
const all: readonly PersonChannel[] = ['desk', 'mail', 'sms', 'wecom'];
const everything: Preferences = {
  ...usualPreferences,
  kinds: Object.assign({}, usualPreferences.kinds, { warning: all, overdue: all, other: all }),
};
const tell = (
  kind: string,
  now: Date,
  change: Partial<Preferences> = {},
  channel: PersonChannel = 'mail',
  dueAt: Date | null = null,
) =>
  whenTold({ kind, dueAt }, channel, { ...everything, ...change }, { now, zone: 'Asia/Shanghai' });

describe('when a person is told', () => {
  test.each([
    ['20T21:59', 'now', null],
    ['20T22:00', 'later', '21T07:00'],
    ['21T00:30', 'later', '21T07:00'],
    ['21T06:59', 'later', '21T07:00'],
    ['21T07:00', 'now', null],
  ])('at %s by mail: %s', (now, how, until) => {
    expect(tell('overdue', at(now))).toEqual(until === null ? { how } : { how, at: at(until) });
  });

  test('the desk never waits', () => {
    expect(tell('overdue', at('20T23:00'), {}, 'desk')).toEqual({ how: 'now' });
  });

  test('a channel that was not chosen for a kind stays silent', () => {
    expect(tell('merit', at('20T10:00'))).toEqual({ how: 'never' });
    expect(tell('some-kind-of-tomorrow', at('20T10:00'), usualPreferences)).toEqual({
      how: 'never',
    });
  });

  test.each(['duty-call', 'incident-report'])('a %s breaks quiet hours and digest', (kind) => {
    expect(tell(kind, at('20T23:00'), { digestAt: '08:00' })).toEqual({ how: 'now' });
  });

  test('a warning with less than 24 hours left breaks quiet hours, one with more waits', () => {
    const now = at('20T23:00');

    expect(tell('warning', now, {}, 'mail', at('21T22:59'))).toEqual({ how: 'now' });
    expect(tell('warning', now, {}, 'mail', at('21T23:00'))).toMatchObject({ how: 'later' });
  });

  test('what presses reaches the desk even of whoever chose nothing for it', () => {
    const kinds = { ...everything.kinds, 'duty-call': [] };

    expect(tell('duty-call', at('20T23:00'), { kinds }, 'desk')).toEqual({ how: 'now' });
    expect(tell('duty-call', at('20T23:00'), { kinds }, 'sms')).toEqual({ how: 'never' });
  });

  test('with a daily summary everything waits for the next one', () => {
    const digestAt = '08:30';

    expect(tell('overdue', at('20T08:29'), { digestAt })).toEqual({
      ...{ how: 'digest', at: at('20T08:30') },
    });
    expect(tell('overdue', at('20T08:30'), { digestAt })).toEqual({
      ...{ how: 'digest', at: at('21T08:30') },
    });
  });

  test('quiet hours may lie within a day, be empty, or be none', () => {
    const noon = { from: '12:00', until: '14:00' };

    expect(tell('overdue', at('20T13:00'), { quiet: noon })).toEqual({
      ...{ how: 'later', at: at('20T14:00') },
    });
    expect(tell('overdue', at('20T23:00'), { quiet: noon })).toEqual({ how: 'now' });
    expect(tell('overdue', at('20T23:00'), { quiet: { from: '23:00', until: '23:00' } })).toEqual({
      how: 'now',
    });
    expect(tell('overdue', at('20T23:00'), { quiet: null })).toEqual({ how: 'now' });
  });

  test('what applies to whoever chose nothing holds for every kind, with the desk among it', () => {
    expect(preferences.parse(usualPreferences)).toEqual(usualPreferences);
    for (const kind of noticeKinds) expect(usualPreferences.kinds[kind]).toContain('desk');
  });
});
