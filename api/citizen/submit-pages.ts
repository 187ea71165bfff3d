import type { DraftFields } from '../../workers/store/drafts.ts';
import { answersInWords, askedTypes } from './answers.ts';
import type { CitizenDeps } from './deps.ts';
import { draftHours, type OpenDraft } from './draft-cookie.ts';
import type { FieldError } from './form.ts';
import type { Step } from './judge.ts';
import type { Frame, Page } from './layout.ts';
import { matchesOf } from './likely-matches.ts';
import { checkPage } from './pages/check.ts';
import { contactPage } from './pages/contact.ts';
import { matterPage } from './pages/matter.ts';
import { placePage } from './pages/place.ts';
import { topicPage } from './pages/topic.ts';
import { namedTopics, topicName } from './visit.ts';

/** A draft in which nothing was typed yet. */
export const blank: DraftFields = {
  topic: '',
  subject: '',
  text: '',
  place: '',
  identity: '',
  name: '',
  phone: '',
  email: '',
};

/** The page of a step, with the draft as it is and what was typed beyond it. */
export async function pageOfStep(
  deps: CitizenDeps,
  frame: Frame,
  step: Step,
  shown: {
    draft: OpenDraft | null;
    typed: Partial<DraftFields>;
    errors: readonly FieldError[];
    returning: boolean;
  },
): Promise<Page> {
  const { draft, errors, returning } = shown;
  const fields: DraftFields = { ...blank, ...draft?.row.fields, ...shown.typed };
  const state = { errors, returning, token: draft?.token ?? '' };
  const files = () => (draft === null ? [] : deps.drafts.files(draft.id));
  switch (step) {
    case 'topic': {
      const { ids } = await askedTypes(deps);
      const topics = (await namedTopics(deps, frame)).filter(({ id }) => ids.includes(id));
      return topicPage(frame, { ...state, topic: fields.topic, topics, hours: draftHours });
    }
    case 'matter': {
      const about = await topicName(deps, frame, fields.topic);
      const questions = (await askedTypes(deps)).questionsOf(fields.topic);
      const matches = await matchesOf(deps, fields);
      return matterPage(frame, { ...state, ...fields, questions, matches, topicName: about });
    }
    case 'place':
      return placePage(frame, {
        ...{ ...state, place: fields.place, files: await files() },
        matches: await matchesOf(deps, fields),
      });
    case 'contact':
      return contactPage(frame, { ...state, ...fields });
    case 'check': {
      const name = await topicName(deps, frame, fields.topic);
      const questions = (await askedTypes(deps)).questionsOf(fields.topic);
      const answers = answersInWords(questions, fields.answers, frame.lang);
      const matches = await matchesOf(deps, fields);
      return checkPage(frame, {
        ...{ ...state, fields, files: await files(), topicName: name },
        ...{ answers, matches },
      });
    }
  }
}
