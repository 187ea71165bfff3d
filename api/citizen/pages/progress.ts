import type { Progress } from '../../../processes/complaint/progress.ts';
import type { TrackingView } from '../../../workers/store/tracking.ts';
import { sayDay, sayDistance, sayDue, sayPast } from '../dates.ts';
import { type Html, html } from '../html.ts';
import type { Frame } from '../layout.ts';

const marks = { done: '✓', now: '▶', ahead: '○' } as const;

function stepLine(frame: Frame, { step, state, at }: Progress): Html {
  const { say, now } = frame;
  const when = at === null ? say(`case.${state}`) : sayPast(at, now, frame);
  return html`<li class="${state}"${state === 'now' && html` aria-current="step"`}><span class="step-mark" aria-hidden="true">${marks[state]}</span><span class="step-name">${say(`case.step.${step}`)}</span><span class="step-when">${when}</span></li>`;
}

/** The steps in words, each with its date or where it stands. */
export function progressLine(frame: Frame, progress: readonly Progress[]): Html {
  return html`<h2>${frame.say('case.progress')}</h2>
<ol class="progress">${progress.map((one) => stepLine(frame, one))}</ol>`;
}

const nextWords = {
  received: 'case.nextStep.received',
  accepted: 'case.nextStep.accepted',
  assigned: 'case.nextStep.assigned',
  handled: 'case.nextStep.handled',
  signed: 'case.nextStep.signed',
  answered: 'case.nextStep.answered',
  refused: null,
  'handed-over': null,
  withdrawn: null,
} as const;

/** A clock that stands still has no date yet: since when, and why. */
function pausedSince(
  { say, ...frame }: Frame,
  pause: NonNullable<TrackingView['next']>['pause'],
): Html | null {
  if (pause === null) return null;
  const date = sayDay(pause.from, frame.now, { ...frame, say });
  const category = say(`case.pauseOf.${pause.category}`);
  return html`<p><strong>${say('case.paused', { date, category })}</strong></p>`;
}

/** What comes next and by when; nothing when the case has come to its end. */
export function nextStep(frame: Frame, view: TrackingView): Html | null {
  const { say, lang, now, institution } = frame;
  if (view.next === null) return null;
  const { step, by, clock, provisional, isLate, pause, extended } = view.next;
  const key = nextWords[step];
  if (key === null) return null;
  const unit = view.unit?.[lang] ?? institution;
  const isFirst = clock === 'first-response';
  const dueKey = isFirst ? 'case.firstBy' : 'case.answerBy';
  const lateKey = isFirst ? 'case.firstWasDue' : 'case.answerWasDue';
  const date =
    by === null || pause !== null
      ? pausedSince(frame, pause)
      : html`<p>${say(isLate ? lateKey : dueKey, { date: sayDue(by, now, frame), distance: sayDistance(by, now, frame) })}${provisional && html` ${say('case.provisional')}`}${extended && html` ${say('case.extended')}`}</p>`;
  return html`<section class="next${isLate && ' is-late'}"><h2>${say('case.next')}</h2>
<p>${say(key, { unit })}</p>
${date}
${isLate && html`<p><strong>${say('case.late')}</strong></p>`}
</section>`;
}
