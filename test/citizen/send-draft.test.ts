import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstOpenStep } from '../../api/citizen/judge.ts';
import { bodyOf } from '../../api/citizen/send-draft.ts';
import { typedFields } from '../../api/citizen/submit-flow.ts';
import { blank } from '../../api/citizen/submit-pages.ts';
import { topics } from '../../processes/complaint/topics.ts';
import { buildFrame } from './build-frame.ts';

const words = buildFrame();
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', minLength: 10, maxLength: 300 }),
  fc.constantFrom(
    '路灯不亮\u2028已经三天了\u0000请修',
    '𠮷'.repeat(99),
    '\ud800 half a pair, ten signs',
    '\u202Ereversed text here',
  ),
);
const anyReach = fc.oneof(
  fc.emailAddress(),
  fc.constantFrom('', '１３８００００００００', '(010) 1234-5678', 'a@b.cn', '名@例子.中国'),
  fc.string({ maxLength: 40 }),
);

describe('whatever the pages let through', () => {
  test('is a complaint that the house takes', () => {
    let taken = 0;
    const drafts = fc.record({
      topic: fc.constantFrom(...topics),
      subject: anyText,
      text: anyText,
      place: anyText,
      identity: fc.constantFrom('named', 'confidential', 'anonymous'),
      name: anyText,
      phone: anyReach,
      email: anyReach,
    });

    fc.assert(
      fc.property(drafts, (typed) => {
        const fields = {
          ...blank,
          ...typedFields('topic', typed),
          ...typedFields('matter', typed),
          ...typedFields('place', typed),
          ...typedFields('contact', typed),
        };
        if (firstOpenStep(fields, words, topics) !== 'check') return;
        taken += 1;
        const body = bodyOf(fields, 'zh');
        expect(body).toMatchObject({ subject: fields.subject, text: fields.text });
      }),
      { numRuns: 3000, seed: 20261121 },
    );
    expect(taken).toBeGreaterThan(300);
  });

  test('a name that was typed before «no name» was chosen does not leave the draft', () => {
    const fields = {
      ...blank,
      topic: 'other',
      subject: '路灯不亮',
      text: '路灯不亮已经三天了，请修。',
      identity: 'anonymous',
      name: '张三',
      phone: '13800000000',
    };

    expect(bodyOf(fields, 'zh')).toMatchObject({ anonymous: true, contact: null });
  });
});
