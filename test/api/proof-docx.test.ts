import { describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { proofDocument } from '../../api/clocks/proof-docx.ts';
import { createLanguage, type Lang } from '../../api/language.ts';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { extendClock, pauseClock, resumeClock } from '../../processes/clock/move-clock.ts';
import { proofSheet } from '../../processes/clock/proof.ts';
import { at, buildClock } from '../clock/build-clock.ts';

const calendar = chineseCalendar();
const language = createLanguage();

/** A clock with a pause and an extension, each with its paper. */
function movedClock() {
  const paused = pauseClock(
    buildClock(),
    {
      ...{ category: 'before-court', reason: '等待判决 <a&b>', paper: '云城管〔2026〕12号' },
      ...{ from: at('2026-11-17T12:00'), to: null },
    },
    { calendar, now: at('2026-11-17T12:00') },
  );
  const now = at('2026-11-19T09:00');
  const resumed = resumeClock(paused, now, { calendar, now });
  const more = { amount: 3, unit: 'wd', at: now, reason: '需要鉴定', paper: '云府办〔2026〕40号' };
  return extendClock(resumed, { ...more, unit: 'wd' }, { calendar, now });
}

async function paragraphsOf(lang: Lang): Promise<string> {
  const clock = movedClock();
  const now = at('2026-11-20T10:00');
  const document = await proofDocument(language, {
    proof: {
      ...proofSheet(clock, calendar, now),
      regimeNames: { zh: '城市规则', en: 'City' },
      ruleVersion: { version: 7, versionTag: '2026-11' },
    },
    ...{ number: 'HY20261116-0001', subject: '路灯不亮', lang, now },
  });
  const xml = strFromU8(unzipSync(document)['word/document.xml'] ?? new Uint8Array());
  return xml
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

describe('the proof as a Word document', () => {
  test('holds number, rule and calendar version, pauses and extensions with their papers, every day and the articles', async () => {
    const text = await paragraphsOf('zh');

    for (const part of [
      'HY20261116-0001 路灯不亮',
      '城市规则 · 3 个工作日 第 7 版',
      '日历 cn 第',
      '进入诉讼程序',
      '等待判决 <a&b>',
      '云城管〔2026〕12号',
      '云府办〔2026〕40号',
      '时限暂停',
      '民法典第二百零一条第一款',
      '2026年11月26日 24:00',
    ])
      expect(text).toContain(part);
    const days = proofSheet(movedClock(), calendar, at('2026-11-20T10:00')).lines;
    for (const { date } of days) {
      const [, month, day] = date.split('-').map(Number);
      expect(text).toContain(`2026年${month}月${day}日`);
    }
  });

  test.each(['zh', 'en'] as const)('leaves no word unsaid in %s', async (lang) => {
    const text = await paragraphsOf(lang);

    expect(text).not.toMatch(/\{\{|undefined|null|\b(?:proof|words|clocks)\.\w/);
    if (lang === 'en') expect(text).toContain('Paper');
  });
});
