import { parseArgs } from 'node:util';
import { DateTime, IANAZone } from 'luxon';
import { chineseCalendar } from '../processes/clock/chinese-calendar.ts';
import type { Warn } from '../processes/clock/due.ts';
import type { Interval } from '../processes/clock/pause.ts';
import { proveDue } from '../processes/clock/proof.ts';
import type { Span } from '../processes/clock/span.ts';
import { Refusal } from '../processes/refusal.ts';

const usage = `When is it due, and why:
  npm run -s clock -- --start 2026-09-29T10:00 --amount 8 --unit wd

  --start ISO        the start event; local time of the zone unless it has an offset
  --amount N         a whole number from 1 on
  --unit UNIT        h (hours), d (days), wd (working days) or month
  --calendar ID      cn: the Chinese statutory calendar (default)
  --zone NAME        time zone (default: the calendar's)
  --closes HH:mm     when the last day ends (default: 24:00)
  --pause FROM/TO    a time in which the clock stands still; may be repeated
  --extend N:UNIT    more time; may be repeated
  --warn N:UNIT      the warning before, in h, d or wd
`;

class BadArgument extends Error {}

export interface Answer {
  readonly exitCode: 0 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

/** Answers the arguments of `npm run -s clock`: the due date with its proof as JSON, or a sentence and exit code 2. */
export function answerClockQuestion(args: readonly string[]): Answer {
  try {
    const values = readValues(args);
    return { exitCode: 0, stdout: values.help ? usage : prove(values), stderr: '' };
  } catch (thrown) {
    return { exitCode: 2, stdout: '', stderr: `${sentenceOf(thrown)}\n\n${usage}` };
  }
}

function readValues(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      start: { type: 'string' },
      amount: { type: 'string' },
      unit: { type: 'string' },
      calendar: { type: 'string', default: 'cn' },
      zone: { type: 'string' },
      closes: { type: 'string', default: '24:00' },
      pause: { type: 'string', multiple: true, default: [] },
      extend: { type: 'string', multiple: true, default: [] },
      warn: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}

function prove(values: ReturnType<typeof readValues>): string {
  const calendar = readCalendar(values.calendar);
  const zone = readZone(values.zone ?? calendar.zone);
  const proof = proveDue({
    startAt: readInstant('start', values.start, zone),
    amount: readAmount('amount', values.amount),
    unit: readUnit('unit', values.unit),
    calendar,
    zone,
    endOfDay: readTimeOfDay(values.closes),
    pauses: values.pause.map((text) => readPause(text, zone)),
    extensions: values.extend.map((text) => readSpan('extend', text)),
    warn: values.warn === undefined ? null : readWarn(values.warn),
  });
  const { dueAt, lastDay, provisional, uncoveredYears, ...rest } = proof;
  return `${JSON.stringify({ dueAt, lastDay, provisional, uncoveredYears, ...rest }, null, 2)}\n`;
}

function readCalendar(id: string) {
  if (id !== 'cn') throw new BadArgument(`--calendar: "${id}" is not known; there is cn.`);
  return chineseCalendar();
}

function readZone(name: string): string {
  if (IANAZone.isValidZone(name)) return name;
  throw new BadArgument(`--zone: "${name}" is not a time zone; write it like Asia/Shanghai.`);
}

function readInstant(name: string, text: string | undefined, zone: string): Date {
  if (text === undefined) throw new BadArgument(`--${name} is missing.`);
  const at = DateTime.fromISO(text, { zone });
  if (at.isValid && /^\d{4}-\d{2}-\d{2}/.test(text)) return at.toJSDate();
  throw new BadArgument(
    `--${name}: "${text}" is not a date and time that exists; write it like 2026-09-29T10:00.`,
  );
}

function readAmount(name: string, text: string | undefined): number {
  if (text === undefined) throw new BadArgument(`--${name} is missing.`);
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new BadArgument(`--${name}: "${text}" is not a whole number from 1 on.`);
}

function readUnit(name: string, text: string | undefined): Span['unit'] {
  if (text === undefined) throw new BadArgument(`--${name} is missing.`);
  if (text === 'h' || text === 'd' || text === 'wd' || text === 'month') return text;
  throw new BadArgument(`--${name}: "${text}" is not a unit; write h, d, wd or month.`);
}

function readSpan(name: string, text: string): Span {
  const [amount, unit] = text.split(':');
  return { amount: readAmount(name, amount), unit: readUnit(name, unit ?? '') };
}

function readWarn(text: string): Warn {
  const { amount, unit } = readSpan('warn', text);
  if (unit === 'month') throw new BadArgument('--warn: a month is too long; write h, d or wd.');
  return { amount, unit };
}

function readPause(text: string, zone: string): Interval {
  const [from, to, ...more] = text.split('/');
  if (to === undefined || more.length > 0) {
    throw new BadArgument(`--pause: "${text}" is not FROM/TO.`);
  }
  return { from: readInstant('pause', from, zone), to: readInstant('pause', to, zone) };
}

function readTimeOfDay(text: string): string {
  if (/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text) && text !== '00:00') return text;
  throw new BadArgument(`--closes: "${text}" is not a time of day; write it like 17:30.`);
}

const refusals: Readonly<Record<string, (refusal: Refusal) => string>> = {
  AMOUNT_OUT_OF_RANGE: ({ params }) =>
    `--amount or --extend: ${params.amount} ${params.unit} is too much; ${params.most} at most.`,
  EXTENSION_UNIT: () => '--extend: months can be added to months only.',
  PAUSES_OVERLAP: ({ params }) =>
    `--pause: number ${params.first} and number ${params.second} overlap at ${params.at}.`,
  PAUSE_ENDS_BEFORE_IT_BEGINS: ({ params }) =>
    `--pause: number ${params.pause} does not end after it begins.`,
};

function sentenceOf(thrown: unknown): string {
  if (thrown instanceof Refusal) return refusals[thrown.code]?.(thrown) ?? thrown.code;
  if (thrown instanceof BadArgument) return thrown.message;
  // Unknown options and missing values: parseArgs names the option itself.
  if (isUsageError(thrown)) return `${thrown.message}.`;
  throw thrown;
}

/** By shape: the class of an error of Node's own may come from another realm. */
function isUsageError(thrown: unknown): thrown is { readonly message: string } {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return false;
  return String(thrown.code).startsWith('ERR_PARSE_ARGS') && 'message' in thrown;
}

if (process.argv[1] === import.meta.filename) {
  const { exitCode, stdout, stderr } = answerClockQuestion(process.argv.slice(2));
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = exitCode;
}
