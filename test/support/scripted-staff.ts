import type { DeskClient, InboxItem } from './desk-client.ts';

/** What the script types into the form of each step: a straight way to a published reply. */
export const usualFields = {
  accept: { acceptance: 'accepted', urgency: 'normal' },
  assign: { unitId: 'U-shizheng', instruction: '请按期办理并答复。' },
  propose: { weight: 'simple', keyMatter: 'no', proposal: '已派员到现场核查，拟当日修复并答复。' },
  /** The sample has one handler, so that a case given back comes to the same unit again. */
  reassign: { founded: 'no', unitId: 'U-shizheng' },
  arbitrate: {
    ...{ founded: 'no', unitId: 'U-shizheng' },
    arbitrationGround: '按职责清单由城市管理局承办。',
  },
  'receive-handover': { receivedOn: '2026-11-20', receivedBy: '收文科' },
  draft: {
    investigator: '城市管理局 李强',
    investigatedOn: '2026-11-20',
    finding: 'substantiated',
    findingText:
      '经现场核查，您反映的情况属实，系线路老化所致。维修人员已于当日更换线路，路灯已恢复照明，感谢您的监督。',
    measures: '更换老化线路，纳入每周巡查。',
    ground: '《城市照明管理规定》第二十三条',
    contact: '城市管理局值班电话 12319',
    publicity: 'public',
  },
  sign: { decision: 'approved' },
  check: { containsSecret: 'no', suitableNow: 'yes', accurate: 'yes' },
} as const;

type Step = keyof typeof usualFields;

function isStep(word: string | null): word is Step {
  return word !== null && word in usualFields;
}

/** Other fields for a step of one case; null: as usual. */
export type Deviation = (item: InboxItem, step: Step) => object | null;

/** What `fetch` and a cut answer throw. */
const outages: readonly string[] = ['TypeError', 'SyntaxError'];

/** The house may be out for a moment: then the script comes back later, as a person would. */
async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    // By name: a test file has classes of its own.
    if (
      typeof error === 'object' &&
      error !== null &&
      'name' in error &&
      outages.includes(String(error.name))
    )
      return null;
    throw error;
  }
}

/**
 * Everybody does every task of theirs once.
 *
 * @returns how many tasks were completed
 * @throws Error when the house refuses what the script typed
 */
export async function workOnce(
  staff: readonly DeskClient[],
  deviate: Deviation = () => null,
): Promise<number> {
  let done = 0;
  for (const person of staff) {
    const items = (await attempt(() => person.tasks())) ?? [];
    for (const item of items) {
      if (!isStep(item.action)) continue;
      const step = item.action;
      const fields = { ...usualFields[step], ...deviate(item, step) };
      const answer = await attempt(() => person.complete(item.key, fields));
      if (answer === null || answer.status === 409 || answer.status >= 500) continue;
      if (answer.status >= 300)
        throw new Error(
          `${person.login}, ${step}: ${answer.status} ${JSON.stringify(answer.body)}`,
        );
      done += 1;
    }
  }
  return done;
}
