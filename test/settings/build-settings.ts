import type { Question } from '../../processes/settings/questions.ts';
import { shippedTopics, type TopicsDocument } from '../../processes/settings/topics.ts';

/** A question with what a test is about. */
export function buildQuestion(given: Partial<Question> = {}): Question {
  return {
    ...{ id: 'q1', kind: 'text', zh: '哪一盏灯？', en: 'Which lamp?' },
    ...{ help: { zh: '', en: '' }, required: false, choices: [] },
    ...given,
  };
}

/** Two options. */
export const options = [
  { id: 'c1', zh: '一直不亮', en: 'Never on' },
  { id: 'c2', zh: '时亮时灭', en: '' },
];

/** The shipped types, the environment asking these questions. */
export function buildTopics(...questions: readonly Question[]): TopicsDocument {
  const { items } = shippedTopics((lang, id) => `${lang} ${id}`);
  return {
    items: items.map((topic) =>
      topic.id === 'environment' ? { ...topic, questions: [...questions] } : topic,
    ),
  };
}
