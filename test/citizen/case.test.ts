import { describe, expect, test } from '@jest/globals';
import { casePage } from '../../api/citizen/pages/case.ts';
import { buildFrame } from './build-frame.ts';
import { answered, buildCase, render } from './build-page.ts';

describe('following a case', () => {
  test('the steps are said in words, with dates, and what comes next has its day and distance', () => {
    const page = render((frame) => casePage(frame, buildCase()));

    expect(page).toContain('交给承办单位');
    expect(page).toContain('城市管理局正在调查办理。');
    expect(page).toContain('最迟 12月1日 周二 当天 答复您（还有 10 天）。');
    expect(page).toContain('已按您的要求保密');
    expect(page).toContain('aria-current="step"');
  });

  test('being late is said plainly', () => {
    const next = {
      step: 'handled',
      by: new Date('2026-11-18T16:00:00Z'),
      clock: 'done',
      provisional: false,
      isLate: true,
      pause: null,
      extended: false,
    } as const;
    const page = render((frame) => casePage(frame, buildCase({ next })));

    expect(page).toContain('原定最迟 11月18日 周三 当天 答复您（已超过 3 天）。');
    expect(page).toContain('很抱歉让您久等');
  });

  test('a provisional date says what it waits for', () => {
    const next = {
      step: 'handled',
      by: new Date('2027-01-05T16:00:00Z'),
      clock: 'done',
      provisional: true,
      isLate: false,
      pause: null,
      extended: false,
    } as const;

    expect(render((frame) => casePage(frame, buildCase({ next })))).toContain('放假安排');
  });

  test('the reply is a letter of the institution: finding, who and when, measures, ground, contact', () => {
    const page = render((frame) =>
      casePage(
        frame,
        buildCase({ status: 'answered', reply: answered, next: null, mayRate: true }),
      ),
    );

    for (const words of [
      '部分属实',
      '11月20日 周五，由王敏调查。',
      '已经修好。',
      '12月15日 周二',
      '《城市照明管理规定》',
      '0571-12345678',
      '城市管理局',
      '回答了吗？',
    ])
      expect(page).toContain(words);
  });

  test('an answer that nobody waits for any more is not lost to who typed it', () => {
    const page = render((frame) => casePage(frame, buildCase({}, { answer: '在路的北侧。' })));

    expect(page).toContain('在路的北侧。');
  });

  test('a refusal names its ground and the right door', () => {
    const refused = { ground: 'before-court', explanation: '', otherBody: '' };
    const page = render((frame) => casePage(frame, buildCase({ refused, next: null })));

    expect(page).toContain('已经进入诉讼程序');
    expect(page).toContain('请向正在审理的法院提出。');
  });

  test('a case handed over names the body it went to', () => {
    const handedOver = { ground: 'not-our-duty', explanation: '', otherBody: '邻县民政局' };

    expect(render((frame) => casePage(frame, buildCase({ handedOver, next: null })))).toContain(
      '邻县民政局',
    );
  });

  test('changing the language posts the keys again; they stand in no address', () => {
    const page = render((frame) => casePage(frame, buildCase()), buildFrame({ path: '/track' }));

    expect(page).toContain('action="/track?lang=en"');
    expect(page).not.toMatch(/(href|action)="[^"]*ABCDE/);
  });
});
