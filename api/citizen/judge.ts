import { z } from 'zod';
import type { Question } from '../../processes/settings/questions.ts';
import type { DraftFields } from '../../workers/store/drafts.ts';
import { judgeAnswers } from './answers.ts';
import type { FieldError } from './form.ts';
import type { Words } from './words.ts';

/** Longest and shortest texts, in characters. */
export const limits = {
  subjectLeast: 2,
  subject: 100,
  textLeast: 10,
  text: 10_000,
  place: 200,
  name: 50,
  email: 200,
} as const;

/** The steps of the form, in their order. */
export const steps = ['topic', 'matter', 'place', 'contact', 'check'] as const;
export type Step = (typeof steps)[number];

/** Which fields each step asks for. */
export const fieldsOfStep = {
  topic: ['topic'],
  matter: ['subject', 'text'],
  place: ['place'],
  contact: ['identity', 'name', 'phone', 'email'],
  check: [],
} as const satisfies Record<Step, readonly Exclude<keyof DraftFields, 'answers'>[]>;

export const identities = ['named', 'confidential', 'anonymous'] as const;

/** Characters as a person counts them, and as the border of the api does. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

function judgeTopic({ topic }: DraftFields, words: Words, topics: readonly string[]): FieldError[] {
  if (topics.includes(topic)) return [];
  return [{ field: 'topic', message: words.say('error.topicMissing') }];
}

function judgeMatter({ subject, text }: DraftFields, { say }: Words): FieldError[] {
  const errors: FieldError[] = [];
  const lengths = { subject: lengthOf(subject), text: lengthOf(text) };
  if (lengths.subject < limits.subjectLeast)
    errors.push({ field: 'subject', message: say('error.subjectMissing') });
  if (lengths.subject > limits.subject) {
    const params = { most: limits.subject, length: lengths.subject };
    errors.push({ field: 'subject', message: say('error.subjectLong', params) });
  }
  if (lengths.text < limits.textLeast)
    errors.push({ field: 'text', message: say('error.textShort', { least: limits.textLeast }) });
  if (lengths.text > limits.text) {
    const params = { most: limits.text, length: lengths.text };
    errors.push({ field: 'text', message: say('error.textLong', params) });
  }
  return errors;
}

function judgePlace({ place }: DraftFields, { say }: Words): FieldError[] {
  if (lengthOf(place) <= limits.place) return [];
  return [{ field: 'place', message: say('error.placeLong', { most: limits.place }) }];
}

function isPhone(phone: string): boolean {
  const digits = phone.replace(/\D/g, '').length;
  return phone.length <= 30 && /^[+(\d][\d\s()-]*$/.test(phone) && digits >= 5 && digits <= 15;
}

function isEmail(email: string): boolean {
  return email.length <= limits.email && z.email().safeParse(email).success;
}

function judgeName(name: string, { say }: Words): FieldError[] {
  if (name === '') return [{ field: 'name', message: say('error.nameMissing') }];
  if (lengthOf(name) <= limits.name) return [];
  return [{ field: 'name', message: say('error.nameLong', { most: limits.name }) }];
}

function judgeReach({ phone, email }: DraftFields, { say }: Words): FieldError[] {
  const errors: FieldError[] = [];
  if (phone === '' && email === '')
    errors.push({ field: 'phone', message: say('error.reachMissing') });
  if (phone !== '' && !isPhone(phone))
    errors.push({ field: 'phone', message: say('error.phoneWrong') });
  if (email !== '' && !isEmail(email))
    errors.push({ field: 'email', message: say('error.emailWrong') });
  return errors;
}

function judgeContact(fields: DraftFields, words: Words): FieldError[] {
  if (fields.identity === 'anonymous') return [];
  const chosen = identities.some((one) => one === fields.identity);
  const identity = chosen
    ? []
    : [{ field: 'identity', message: words.say('error.identityMissing') }];
  return [...identity, ...judgeName(fields.name, words), ...judgeReach(fields, words)];
}

/**
 * What has to be mended before a step can be left.
 *
 * @param topics ids of the topics that can be chosen
 * @param questions those of the topic that was chosen
 */
export function judge(
  step: Step,
  fields: DraftFields,
  words: Words,
  topics: readonly string[],
  questions: readonly Question[] = [],
): FieldError[] {
  switch (step) {
    case 'topic':
      return judgeTopic(fields, words, topics);
    case 'matter':
      return [...judgeMatter(fields, words), ...judgeAnswers(questions, fields.answers, words)];
    case 'place':
      return judgePlace(fields, words);
    case 'contact':
      return judgeContact(fields, words);
    case 'check':
      return [];
  }
}

/** The first step that has something to mend; `check` when all is well. */
export function firstOpenStep(
  fields: DraftFields,
  words: Words,
  topics: readonly string[],
  questions: readonly Question[] = [],
): Step {
  return steps.find((step) => judge(step, fields, words, topics, questions).length > 0) ?? 'check';
}
