import { describe, expect, test } from '@jest/globals';
import type { Frame, Page } from '../../api/citizen/layout.ts';
import { casePage } from '../../api/citizen/pages/case.ts';
import { checkPage } from '../../api/citizen/pages/check.ts';
import { contactPage } from '../../api/citizen/pages/contact.ts';
import { matterPage } from '../../api/citizen/pages/matter.ts';
import { placePage } from '../../api/citizen/pages/place.ts';
import { receiptGonePage, receiptPage } from '../../api/citizen/pages/receipt.ts';
import { publishedPage, registerPage, withdrawnPage } from '../../api/citizen/pages/register.ts';
import { startPage } from '../../api/citizen/pages/start.ts';
import { topicPage } from '../../api/citizen/pages/topic.ts';
import { trackPage } from '../../api/citizen/pages/track.ts';
import { blank } from '../../api/citizen/submit-pages.ts';
import { buildFrame } from './build-frame.ts';
import { answered, attack, buildCase, fields, render } from './build-page.ts';

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
const matches = {
  published: [{ number: 'HY1', subject: attack, publishedAt: new Date('2026-11-20T08:00:00Z') }],
  others: 3,
};
const open = { errors: [], token: 'token', returning: false };

const shown = {
  ...answered,
  number: 'HY1',
  subject: attack,
  topic: 'environment',
  unitName: attack,
  files: [
    { id: '7a9e0c6e-5a58-4bd6-8a05-6e33a9c1d9b1', name: attack, type: 'a/b', size: 1, sha256: '0' },
  ],
  notes: [{ kind: 'corrected' as const, at: answered.publishedAt, text: attack }],
};

const pages: readonly (readonly [name: string, make: (frame: Frame) => Page])[] = [
  ['start', (frame) => startPage(frame, { first: '24 小时', done: '8 个工作日' })],
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
  ['matter', (frame) => matterPage(frame, { ...open, ...draft, matches })],
  [
    'place',
    (frame) =>
      placePage(frame, {
        ...open,
        place: attack,
        files: [{ id: attack, name: attack, type: 'image/png', size: 5 }],
        matches,
      }),
  ],
  ['contact', (frame) => contactPage(frame, { ...open, ...draft })],
  [
    'check',
    (frame) => checkPage(frame, { ...open, fields: draft, files: [], topicName: attack, matches }),
  ],
  [
    'receipt',
    (frame) =>
      receiptPage(frame, {
        number: 'HY1',
        secret: 'S',
        trackUrl: 'https://a.example/track',
        first: '24 小时',
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
  ['withdrawn reply', (frame) => withdrawnPage(frame, shown)],
];

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
  const page = render((frame) =>
    matterPage(frame, { ...open, errors, subject: '', text: '短', matches }),
  );

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

describe('the receipt', () => {
  test('draws the tracking address as inline picture that holds neither number nor secret', () => {
    const page = render((frame) =>
      receiptPage(frame, {
        number: 'HY1',
        secret: 'S-1',
        trackUrl: 'https://a.example/track',
        first: '24 小时',
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
