import { buffer } from 'node:stream/consumers';
import type { Calendar } from '../../processes/clock/calendar.ts';
import type { ClockRecord } from '../../processes/clock/clock.ts';
import { type Case, theHouse } from '../../processes/complaint/case.ts';
import { isStillOverdue } from '../../processes/escalation/ladder.ts';
import { letterNumber, localYear, workingDaysLate } from '../../processes/escalation/letter.ts';
import type { LetterKind } from '../../processes/escalation/means.ts';
import { lastDayBefore, letterDateIn } from '../../processes/language/dates.ts';
import zh from '../../processes/language/zh/words.json' with { type: 'json' };
import { createSay } from '../mail/words.ts';
import { Unrecoverable } from '../platform/errors.ts';
import type { Tx } from '../store/connect.ts';
import type { LetterRow } from '../store/letters.ts';
import { takeStep } from '../store/step.ts';
import type { Stores } from '../store/stores.ts';
import { docxType } from './shipped-templates.ts';
import { fillTemplate } from './template.ts';

/** Which paper of which rung. */
export interface Issue {
  readonly clockId: string;
  readonly rung: number;
  readonly kind: LetterKind;
  readonly unitId: string | null;
  readonly at: Date;
}

interface Ground {
  readonly clock: ClockRecord;
  readonly calendar: Calendar;
  readonly current: Case;
  readonly supervisor: string;
  readonly number: string;
}

const meansOf = { 'supervision-letter': 'letter', 'assignment-form': 'assignment-form' } as const;
/** Official papers are Chinese in every installation. */
const say = createSay({ zh, en: zh }, 'zh');

async function namesOf({ units }: Stores, unitId: string | null) {
  const all = await units.list();
  const institution = all.find(({ parentId }) => parentId === null)?.name ?? '';
  return { institution, unit: all.find(({ _id }) => _id === unitId)?.name ?? institution };
}

function wordOf(shelf: 'topic' | 'role' | 'clockKind', id: string): string {
  const words: Readonly<Record<string, string>> = zh[shelf];
  return words[id] ?? id;
}

async function write(deps: Stores, issue: Issue, ground: Ground, template: Buffer) {
  const { clock, calendar, current, supervisor, number } = ground;
  return fillTemplate(template, {
    number,
    ...(await namesOf(deps, issue.unitId)),
    case: current.number,
    topic: wordOf('topic', current.topic),
    received: letterDateIn('zh', current.times.received),
    clock: wordOf('clockKind', clock.kind),
    due: letterDateIn('zh', lastDayBefore(clock.dueAt) ?? clock.dueAt),
    overdue: String(workingDaysLate(clock.dueAt, issue.at, calendar)),
    supervisor: wordOf('role', supervisor),
    date: letterDateIn('zh', issue.at),
  });
}

async function tellUnit(deps: Stores, tx: Tx, letter: LetterRow): Promise<void> {
  const { caseId, kind, number, unitId, issuedAt: at, _id } = letter;
  const group = unitId === null ? 'office' : `unit-handler@${unitId}`;
  const id = `${_id}:${group}`;
  await deps.notices.tellGroupOnce(tx, { id, caseId, kind, group, at, params: { number } });
}

/**
 * Makes a numbered paper from the template in use, keeps it and tells the unit: once, in one transaction with its
 * number, so that a series has no gap. Nothing is made when the clock has been met.
 *
 * @throws Unrecoverable when there is no such clock, no template or no calendar
 */
export async function issueLetter(deps: Stores, issue: Issue): Promise<void> {
  const { clockId, rung, kind, unitId, at } = issue;
  const letterId = `${clockId}:${rung}:${kind}`;
  const [known, ladder, template] = await Promise.all([
    deps.clocks.find(clockId),
    deps.ladders.find(clockId),
    deps.templates.current(kind),
  ]);
  if (known === null || ladder === null) throw new Unrecoverable('the ladder has no record');
  if (template === null) throw new Unrecoverable(`there is no template for ${kind}`);
  const calendar = await deps.calendars.find(known.calendar.id);
  if (calendar === null) throw new Unrecoverable('the calendar of the clock is gone');
  const source = await buffer(deps.attachments.read(template.file.id));
  const supervisor = ladder.rungs.find((one) => one.rung === rung)?.role ?? '';
  const made: string[] = [];
  const step = takeStep(deps, known.caseId, at, async (current, tx) => {
    const clock = (await deps.clocks.find(clockId, tx)) ?? known;
    if (!isStillOverdue(clock) || (await deps.letters.find(letterId, tx)) !== null) return null;
    const year = localYear(at, calendar.zone);
    const serial = await deps.letters.takeSerial(tx, kind, year);
    const number = letterNumber(say(`means.${meansOf[kind]}`), year, serial);
    const bytes = await write(
      deps,
      issue,
      { clock, calendar, current, supervisor, number },
      source,
    );
    const file = await deps.attachments.save({ name: `${number}.docx`, type: docxType, bytes });
    made.push(file.id);
    const letter: LetterRow = {
      _id: letterId,
      ...{ kind, caseId: current.id, clockId, rung, unitId, year, serial, number },
      ...{ templateId: template._id, file, issuedAt: at, receivedAt: null, receivedBy: null },
    };
    const { sha256 } = file;
    const data = { clockId, rung, kind, letterId, number, sha256 };
    return {
      drafts: [{ type: 'issue-letter', at, by: theHouse, data }],
      also: async (inTx) => {
        await deps.letters.put(inTx, letter);
        await tellUnit(deps, inTx, letter);
      },
    };
  });
  await step.finally(() => removeSpare(deps, letterId, made));
}

/** A transaction that is tried again, or fails, leaves the file of the try before. */
async function removeSpare(deps: Stores, letterId: string, made: readonly string[]): Promise<void> {
  const kept = made.length === 0 ? null : await deps.letters.find(letterId);
  for (const id of made) if (id !== kept?.file.id) await deps.attachments.remove(id);
}
