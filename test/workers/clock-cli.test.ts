import { describe, expect, test } from '@jest/globals';
import { answerClockQuestion } from '../../workers/clock-cli.ts';

const ask = (line: string) => answerClockQuestion(line.split(' '));
const asked = '--start 2026-09-29T10:00 --amount 8 --unit wd';

describe('npm run clock', () => {
  test('prints the due date and its proof', () => {
    const { exitCode, stdout, stderr } = ask(`${asked} --warn 1:wd`);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      dueAt: '2026-10-16T00:00:00.000+08:00',
      lastDay: '2026-10-15',
      warnAt: '2026-10-15T00:00:00.000+08:00',
      provisional: false,
      startAt: '2026-09-29T10:00:00.000+08:00',
      calendar: { id: 'cn', version: 1 },
    });
  });

  test('counts pauses, extensions and the hour business ends', () => {
    const { stdout } = ask(
      `${asked} --pause 2026-10-12T09:00/2026-10-13T09:00 --extend 2:wd --closes 17:30`,
    );

    expect(JSON.parse(stdout).dueAt).toBe('2026-10-20T17:30:00.000+08:00');
  });

  test('reads an instant with an offset as that instant', () => {
    const { stdout } = ask('--start 2026-11-16T20:00:00Z --amount 1 --unit h');

    expect(JSON.parse(stdout).dueAt).toBe('2026-11-17T05:00:00.000+08:00');
  });

  test('explains itself', () => {
    expect(ask('--help')).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test.each([
    ['--calendar cn', '--start is missing'],
    ['--start 2026-09-29 --unit wd', '--amount is missing'],
    ['--start 2026-09-29 --amount 1', '--unit is missing'],
    ['--start 2026-02-30 --amount 1 --unit wd', '--start: "2026-02-30"'],
    ['--start 10:00 --amount 1 --unit wd', '--start: "10:00"'],
    ['--start 2026-09-29 --amount 1.5 --unit wd', '--amount: "1.5"'],
    ['--start 2026-09-29 --amount 30000 --unit wd', '--amount or --extend: 30000 wd'],
    ['--start 2026-09-29 --amount 1 --unit week', '--unit: "week"'],
    [`${asked} --calendar us`, '--calendar: "us"'],
    [`${asked} --zone Asia/Nowhere`, '--zone: "Asia/Nowhere"'],
    [`${asked} --closes 25:00`, '--closes: "25:00"'],
    [`${asked} --pause 2026-10-12`, '--pause: "2026-10-12"'],
    [`${asked} --pause 2026-10-12/2026-10-12`, '--pause: number 1 does not end'],
    [`${asked} --pause 2026-10-12/2026-10-14 --pause 2026-10-13/2026-10-15`, '--pause: number 1'],
    [`${asked} --extend 1:month`, '--extend: months'],
    [`${asked} --extend wd`, '--extend: "wd"'],
    [`${asked} --warn 1:month`, '--warn: a month'],
    [`${asked} --colour red`, "'--colour'"],
    [`${asked} now`, "'now'"],
  ])('with "%s" names the argument', (line, words) => {
    const { exitCode, stdout, stderr } = ask(line);

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.split('\n')[0]).toContain(words);
  });
});
