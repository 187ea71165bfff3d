import { unsureTopic } from '../../../processes/settings/topics.ts';
import { radios } from '../form.ts';
import { html } from '../html.ts';
import type { Frame, Page } from '../layout.ts';
import { type StepState, stepPage } from './step.ts';

/** A topic in the visitor's language. */
export interface NamedTopic {
  readonly id: string;
  readonly name: string;
}

/** Step 1: what it is about. */
export function topicPage(
  frame: Frame,
  state: StepState & { topic: string; topics: readonly NamedTopic[]; hours: number },
): Page {
  const { say, find } = frame;
  const title = say('submit.topic.title');
  const known = state.topics
    .filter(({ id }) => id !== unsureTopic)
    .map(({ id, name }) => ({ value: id, label: name, hint: find(`topicHint.${id}`) }));
  const unsure = {
    value: unsureTopic,
    label: say('submit.topic.unsure'),
    hint: say('submit.topic.unsureHint'),
  };
  return stepPage(frame, 'topic', state, {
    title,
    fields: radios(frame, state.errors, {
      id: 'topic',
      legend: html`<span class="unseen">${title}</span>`,
      hint: say('submit.topic.hint'),
      value: state.topic,
      choices: [...known, unsure],
    }),
    after: html`<p class="hint">${say('submit.kept', { hours: state.hours })}</p>`,
  });
}
