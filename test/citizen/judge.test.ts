import { describe, expect, test } from '@jest/globals';
import { firstOpenStep, judge, limits } from '../../api/citizen/judge.ts';
import { blank } from '../../api/citizen/submit-pages.ts';
import type { DraftFields } from '../../workers/store/drafts.ts';
import { buildFrame } from './build-frame.ts';

const words = buildFrame();
const topics = ['environment', 'other'];
const complete: DraftFields = {
  ...blank,
  topic: 'environment',
  subject: '夜间施工',
  text: '每天晚上十一点以后还在施工，孩子睡不着觉。',
  identity: 'anonymous',
};
const wrongFields = (
  step: 'topic' | 'matter' | 'place' | 'contact',
  fields: Partial<DraftFields>,
) => judge(step, { ...complete, ...fields }, words, topics).map(({ field }) => field);

describe('what has to be mended before a step can be left', () => {
  test('a topic that nobody offered', () => {
    expect(wrongFields('topic', { topic: '' })).toEqual(['topic']);
    expect(wrongFields('topic', { topic: '__proto__' })).toEqual(['topic']);
    expect(wrongFields('topic', { topic: 'other' })).toEqual([]);
  });

  test('words that are missing, too short or too long; characters count as a person counts them', () => {
    expect(wrongFields('matter', { subject: '', text: '' })).toEqual(['subject', 'text']);
    expect(wrongFields('matter', { subject: '𠮷'.repeat(limits.subject) })).toEqual([]);
    expect(wrongFields('matter', { subject: '灯'.repeat(limits.subject + 1) })).toEqual([
      'subject',
    ]);
    expect(wrongFields('matter', { text: '灯'.repeat(limits.text + 1) })).toEqual(['text']);
  });

  test('a sender with a name can be reached; one without is asked for nothing', () => {
    expect(wrongFields('contact', { identity: 'named' })).toEqual(['name', 'phone']);
    expect(wrongFields('contact', { identity: '', name: '张三', phone: '13800000000' })).toEqual([
      'identity',
    ]);
    expect(wrongFields('contact', { identity: 'anonymous', phone: 'not one' })).toEqual([]);
    expect(
      wrongFields('contact', { identity: 'confidential', name: '张三', email: 'z@example.com' }),
    ).toEqual([]);
  });

  test.each(['12', 'abcdefg', '138000000001380000000', '138;drop'])(
    '%s is no phone number',
    (phone) => {
      expect(wrongFields('contact', { identity: 'named', name: '张三', phone })).toEqual(['phone']);
    },
  );

  test.each(['a@b', 'a b@c.de', 'a@b.cn,c@d.cn', '<a@b.cn>', 'a@b.cn\nBcc: c@d.cn'])(
    '%j is no e-mail address',
    (email) => {
      expect(wrongFields('contact', { identity: 'named', name: '张三', email })).toEqual(['email']);
    },
  );
});

describe('the first step that is open', () => {
  test('is where something is to be mended, and the check when nothing is', () => {
    expect(firstOpenStep(blank, words, topics)).toBe('topic');
    expect(firstOpenStep({ ...complete, text: '' }, words, topics)).toBe('matter');
    expect(firstOpenStep({ ...complete, identity: '' }, words, topics)).toBe('contact');
    expect(firstOpenStep(complete, words, topics)).toBe('check');
  });
});
