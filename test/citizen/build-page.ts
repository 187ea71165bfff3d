import { toText } from '../../api/citizen/html.ts';
import { type Frame, layout, type Page } from '../../api/citizen/layout.ts';
import type { CaseState } from '../../api/citizen/pages/case.ts';
import type { ReplyFields } from '../../processes/complaint/contract.ts';
import { progressOf } from '../../processes/complaint/progress.ts';
import type { TrackingView } from '../../workers/store/tracking.ts';
import { buildFrame } from './build-frame.ts';

export const attack = '"><script>alert(1)</script>';
const receivedAt = new Date('2026-11-19T08:00:00Z');
export const fields: ReplyFields = {
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
      pause: null,
      extended: false,
    },
    mergedAt: null,
    refused: null,
    handedOver: null,
    reply: null,
    rating: null,
    mayRate: false,
    questions: [],
    interim: [],
    mayWithdraw: false,
    reopenUntil: null,
    reopenedAs: null,
    reopens: null,
    recourseUntil: null,
    recourse: null,
    secondAnswer: null,
    ...given,
  };
}

/** A case as its page shows it, opened with number and secret. */
export function buildCase(
  given: Partial<TrackingView> = {},
  more: Partial<CaseState> = {},
): CaseState {
  const asked = {
    errors: [],
    answered: '',
    score: '',
    answer: '',
    again: '',
    reason: '',
    rated: null,
    ...more,
  };
  return { view: buildView(given), topicName: '环境保护', secret: 'ABCDE', ...asked };
}

/** A reply as it went out. */
export const answered = {
  fields,
  unit: { zh: '城市管理局', en: 'Urban Management Bureau' },
  publishedAt: receivedAt,
  mode: 'public',
} as const;

/** The whole document of a page. */
export function render(make: (frame: Frame) => Page, frame = buildFrame()): string {
  return toText(layout(frame, make(frame)));
}
