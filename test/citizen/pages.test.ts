import { describe, expect, test } from '@jest/globals';
import { toText } from '../../api/citizen/html.ts';
import { type Frame, layout, type Page } from '../../api/citizen/layout.ts';
import { type CaseState, casePage } from '../../api/citizen/pages/case.ts';
import { checkPage } from '../../api/citizen/pages/check.ts';
import { contactPage } from '../../api/citizen/pages/contact.ts';
import { matterPage } from '../../api/citizen/pages/matter.ts';
import { placePage } from '../../api/citizen/pages/place.ts';
import { receiptGonePage, receiptPage } from '../../api/citizen/pages/receipt.ts';
import { publishedPage, registerPage } from '../../api/citizen/pages/register.ts';
import { startPage } from '../../api/citizen/pages/start.ts';
import { topicPage } from '../../api/citizen/pages/topic.ts';
import { trackPage } from '../../api/citizen/pages/track.ts';
import { blank } from '../../api/citizen/submit-pages.ts';
import type { ReplyFields } from '../../processes/complaint/contract.ts';
import { progressOf } from '../../processes/complaint/progress.ts';
import type { TrackingView } from '../../workers/store/tracking.ts';
import { buildFrame } from './build-frame.ts';

const attack = '"><script>alert(1)</script>';
const receivedAt = new Date('2026-11-19T08:00:00Z');
const fields: ReplyFields = {
  investigator: '王敏',
  investigatedOn: '2026-11-20',
  finding: 'partly-substantiated',
  findingText: '现场查看，五盏路灯中有三盏不亮。',
  measures: '已经修好。',
  measuresBy: '2026-12-15',
  ground: '《城市照明管理规定》',
  contact: '0571-12345678',
  publicity: 'public',
};
const draft = {
  ...blank,
  topic: 'environment',
  subject: attack,
  text: attack,
  place: attack,
  identity: 'named',
  name: attack,
  phone: attack,
  email: attack,
};
const open = { errors: [], token: 'token', returning: false };

function buildView(given: Partial<TrackingView> = {}): TrackingView {
  return {
    number: 'HY20261119-0001',
    status: 'assigned',
    subject: '路灯不亮',
    text: '三天不亮',
    topic: 'environment',
    receivedAt,
    anonymous: false,
    confidential: true,
    files: [attack],
    unit: { zh: '城市管理局', en: 'Urban Management Bureau' },
    progress: progressOf({ status: 'assigned', receivedAt }, [
      { type: 'accept', at: receivedAt },
      { type: 'dispatch', at: receivedAt },
    ]),
    next: {
      step: 'handled',
      by: new Date('2026-12-01T16:00:00Z'),
      clock: 'done',
      provisional: false,
      isLate: false,
    },
    refused: null,
    handedOver: null,
    reply: null,
    rating: null,
    mayRate: false,
    ...given,
  };
}

function buildCase(given: Partial<TrackingView> = {}, more: Partial<CaseState> = {}): CaseState {
  const asked = { errors: [], answered: '', score: '', rated: null, ...more };
  return { view: buildView(given), topicName: '环境保护', secret: 'ABCDE', ...asked };
}

const answered = {
  fields,
  unit: { zh: '城市管理局', en: 'Urban Management Bureau' },
  publishedAt: receivedAt,
  mode: 'public',
} as const;
const shown = {
  ...answered,
  number: 'HY1',
  subject: attack,
  topic: 'environment',
  unitName: attack,
};

const pages: readonly (readonly [name: string, make: (frame: Frame) => Page])[] = [
  ['start', (frame) => startPage(frame, { hours: 24, days: 8 })],
  [
    'topic',
    (frame) =>
      topicPage(frame, {
        ...open,
        topic: '',
        topics: [{ id: 'environment', name: attack }],
        hours: 24,
      }),
  ],
  ['matter', (frame) => matterPage(frame, { ...open, ...draft })],
  [
    'place',
    (frame) =>
      placePage(frame, {
        ...open,
        place: attack,
        files: [{ id: attack, name: attack, type: 'image/png', size: 5 }],
      }),
  ],
  ['contact', (frame) => contactPage(frame, { ...open, ...draft })],
  ['check', (frame) => checkPage(frame, { ...open, fields: draft, files: [], topicName: attack })],
  [
    'receipt',
    (frame) =>
      receiptPage(frame, {
        number: 'HY1',
        secret: 'S',
        trackUrl: 'https://a.example/track',
        hours: 24,
      }),
  ],
  ['receipt that is gone', (frame) => receiptGonePage(frame, 60)],
  [
    'track',
    (frame) => trackPage(frame, { number: attack, errors: [{ field: 'number', message: attack }] }),
  ],
  ['case', (frame) => casePage(frame, buildCase({ subject: attack, text: attack }))],
  [
    'answered case',
    (frame) =>
      casePage(
        frame,
        buildCase({
          reply: { ...answered, fields: { ...fields, findingText: attack, contact: attack } },
          mayRate: true,
        }),
      ),
  ],
  [
    'refused case',
    (frame) =>
      casePage(
        frame,
        buildCase({ refused: { ground: attack, explanation: attack, otherBody: attack } }),
      ),
  ],
  [
    'register',
    (frame) =>
      registerPage(frame, {
        q: attack,
        topic: '',
        topics: [],
        items: [shown],
        next: '1',
        isFirst: false,
      }),
  ],
  ['published reply', (frame) => publishedPage(frame, shown)],
];

function render(make: (frame: Frame) => Page, frame = buildFrame()): string {
  return toText(layout(frame, make(frame)));
}

describe.each(pages)('the page «%s»', (_name, make) => {
  test.each(['zh', 'en'] as const)(
    'is whole in %s: one heading, a title, no gap in its words',
    (lang) => {
      const page = render(make, buildFrame({ lang }));

      expect(page.match(/<h1[ >]/g)).toHaveLength(1);
      expect(page).toMatch(/<title>[^<]+ - [^<]+<\/title>/);
      expect(page).not.toMatch(/\{\{|undefined|\[object/);
    },
  );

  test('runs nothing: no script, no inline style, no handler, whatever was typed', () => {
    const page = render(make);

    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i);
  });
});

describe('mending a form', () => {
  const errors = [
    { field: 'subject', message: '请用一句话概括您的事。' },
    { field: 'text', message: '请再说得详细些。' },
  ];
  const page = render((frame) => matterPage(frame, { ...open, errors, subject: '', text: '短' }));

  test('errors stand at the top with a way to their field, and beside it', () => {
    expect(page).toContain('有 2 处需要改一下');
    expect(page).toContain('<a href="#subject">请用一句话概括您的事。</a>');
    expect(page).toContain('aria-describedby="subject-hint subject-wrong"');
    expect(page).toContain('id="subject-wrong"');
    expect(page).toMatch(/<title>错误：/);
  });

  test('what was typed is still there', () => {
    expect(page).toContain('>\n短</textarea>');
  });
});

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

describe('the receipt', () => {
  test('draws the tracking address as inline picture that holds neither number nor secret', () => {
    const page = render((frame) =>
      receiptPage(frame, {
        number: 'HY1',
        secret: 'S-1',
        trackUrl: 'https://a.example/track',
        hours: 24,
      }),
    );

    expect(page).toContain('<svg class="qr" role="img"');
    expect(page).toContain('https://a.example/track');
    expect(page).not.toContain('track?');
  });
});

describe('display settings', () => {
  test('large text marks the document, and the switch keeps the rest of the address', () => {
    const frame = buildFrame({ large: true, path: '/register', query: { q: '路灯' } });
    const page = render(
      (shownIn) =>
        registerPage(shownIn, {
          q: '路灯',
          topic: '',
          topics: [],
          items: [],
          next: null,
          isFirst: true,
        }),
      frame,
    );

    expect(page).toContain('<html lang="zh-CN" class="large">');
    expect(page).toContain('href="/register?q=%E8%B7%AF%E7%81%AF&amp;text=normal"');
    expect(page).toContain('没有找到符合的答复');
  });
});
