import { describe, expect, test } from '@jest/globals';
import {
  type LetterFacts,
  letterKinds,
  writeLetter,
  writeReminder,
} from '../../workers/mail/letters.ts';

const now = new Date('2026-11-21T02:00:00Z');

function buildFacts(given: Partial<LetterFacts> = {}): LetterFacts {
  return {
    number: 'HY20261121-0001',
    institution: '云溪市人民政府',
    unit: '城市管理局',
    url: 'https://huiying.example/track',
    receivedAt: now,
    dueAt: new Date('2026-12-02T16:00:00Z'),
    provisional: false,
    ground: 'before-court',
    explanation: '案件正在审理。',
    otherBody: '',
    ...given,
  };
}

describe.each(letterKinds)('the letter «%s»', (kind) => {
  test.each(['zh', 'en'] as const)(
    'is whole in %s and names the number and the tracking page',
    (language) => {
      const { subject, text } = writeLetter(kind, language, buildFacts(), now);

      expect(subject).toContain('HY20261121-0001');
      expect(text).toContain('https://huiying.example/track');
      expect(text).toContain('HY20261121-0001');
      expect(`${subject}${text}`).not.toMatch(/\{\{|undefined|null/);
    },
  );
});

describe('what letters tell', () => {
  test('the receipt of a mail holds the secret code, and no other letter does', () => {
    const facts = buildFacts({ secret: 'ABCDE-FGHJK' });

    const holding = letterKinds.filter((kind) =>
      writeLetter(kind, 'zh', facts, now).text.includes('ABCDE-FGHJK'),
    );

    expect(holding).toEqual(['mail-received']);
  });

  test('the first response: accepted, by which institution, until when', () => {
    const { text } = writeLetter('first-response', 'zh', buildFacts(), now);

    expect(text).toContain('您的诉求已由云溪市人民政府受理。');
    expect(text).toContain('我们最迟在 12月2日 周三 当天 答复您。');
  });

  test('a date that is provisional says so, one that is unknown is left out', () => {
    expect(
      writeLetter('first-response', 'zh', buildFacts({ provisional: true }), now).text,
    ).toContain('放假安排');
    expect(
      writeLetter('first-response', 'zh', buildFacts({ dueAt: null }), now).text,
    ).not.toContain('最迟');
  });

  test("a refusal: its ground and the right door, the clerk's own where one was named", () => {
    expect(writeLetter('refused', 'zh', buildFacts(), now).text).toContain(
      '您可以找：请向正在审理的法院提出。',
    );
    expect(writeLetter('refused', 'zh', buildFacts({ otherBody: '区法院' }), now).text).toContain(
      '您可以找：区法院',
    );
    expect(writeLetter('refused', 'en', buildFacts(), now).text).toContain(
      'already before a court',
    );
  });

  test("a ground of an owner's own form is told as it stands", () => {
    expect(writeLetter('refused', 'zh', buildFacts({ ground: '重复提交' }), now).text).toContain(
      '原因：重复提交',
    );
  });

  test('a handing over: to whom', () => {
    expect(
      writeLetter('handed-over', 'zh', buildFacts({ otherBody: '邻县民政局' }), now).text,
    ).toContain('移交给：邻县民政局');
  });

  test('the answer stands on the tracking page, not in the letter; no letter holds a secret code', () => {
    const texts = letterKinds.map((kind) => writeLetter(kind, 'zh', buildFacts(), now).text);

    for (const text of texts) expect(text).not.toMatch(/[0-9A-Z]{5}-[0-9A-Z]{5}/);
  });

  test('words that look like a placeholder are told as they stand', () => {
    const { text } = writeLetter(
      'handed-over',
      'zh',
      buildFacts({ otherBody: '{{number}} $t(frame.greeting)' }),
      now,
    );

    expect(text).toContain('移交给：{{number}} $t(frame.greeting)');
  });
});

describe('reminders to staff', () => {
  const facts = {
    number: 'HY20261121-0001',
    clock: 'done',
    dueAt: new Date('2026-12-02T16:00:00Z'),
    institution: '云溪市人民政府',
    url: 'https://huiying.example/desk/',
  } as const;

  test('a warning names the clock and when it runs out', () => {
    expect(writeReminder('warning', 'zh', facts, now).text).toContain(
      '办结时限将在 12月2日 周三 当天 到期',
    );
  });

  test('overdue says what is to be done, in both languages', () => {
    expect(writeReminder('overdue', 'zh', facts, now).text).toContain('超期已记录');
    expect(writeReminder('overdue', 'en', facts, now).text).toContain(
      'was due by the end of Wed 2 December',
    );
  });
});
