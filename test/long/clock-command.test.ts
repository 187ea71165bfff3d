import { expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { answerClockQuestion } from '../../workers/clock-cli.ts';
import { listedSpans } from '../support/listed-days.ts';

jest.setTimeout(1_800_000);

const answer = z.object({ dueAt: z.string(), lastDay: z.string() });

test('the command answers every span of 1 to 40 working days from every day of 2018–2026 as a count of listed days does', () => {
  const disagreements: string[] = [];
  let compared = 0;
  for (const { start, amount, lastDay } of listedSpans(40)) {
    const words = ['--start', `${start}T10:00`, '--amount', String(amount), '--unit', 'wd'];
    const { exitCode, stdout } = answerClockQuestion(words);
    const given = answer.parse(JSON.parse(stdout));
    compared += 1;
    const isDue = Date.parse(given.dueAt) === new Date(`${lastDay}T24:00:00+08:00`).getTime();
    if (exitCode !== 0 || given.lastDay !== lastDay || !isDue)
      disagreements.push(`${start} + ${amount} wd: ${given.lastDay}, not ${lastDay}`);
  }

  expect(disagreements).toEqual([]);
  expect(compared).toBe(3287 * 40);
});
