import { missingFields } from '../../models/form-use.ts';
import { rolesIn } from '../../models/roles-in.ts';
import type { Resource } from '../port.ts';
import { actionOf, type Element, extensionOf } from './diagram.ts';
import { namesIn } from './feel-names.ts';
import { lineOf, type Problem } from './problem.ts';
import { elementsOf, type ModelSet, readModels } from './read-set.ts';

/** What a set may lean on besides itself. */
export interface Known {
  readonly jobTypes: readonly string[];
  readonly messages: readonly string[];
  readonly actions: readonly string[];
  readonly roles: readonly string[];
  /** Ids in force: only a link bound to «latest» may lead to them. */
  readonly deployed?: {
    readonly processes: readonly string[];
    readonly decisions: readonly string[];
    readonly forms: readonly string[];
  };
}

type Sentence = readonly [rule: string, message: string];
type Check = (element: Element, set: ModelSet, known: Known) => readonly Sentence[];

const served: Check = (element, _, { jobTypes }) => {
  const type = extensionOf(element, 'taskDefinition')?.type;
  if (type === undefined || jobTypes.includes(type)) return [];
  return [['job-type', `nobody serves the job type «${type}»`]];
};

const heard: Check = ({ events }, _, { messages }) =>
  events.flatMap(({ message }): Sentence[] =>
    message === null || messages.includes(message)
      ? []
      : [['message', `nobody sends the message «${message}»`]],
  );

const acted: Check = (element, _, { actions }) => {
  const action = element.type === 'userTask' ? actionOf(element) : undefined;
  if (action === undefined || actions.includes(action)) return [];
  return [['action', `«${action}» is no case action: ${actions.join(', ')}`]];
};

const held: Check = (element, _, { roles }) =>
  rolesIn(extensionOf(element, 'assignmentDefinition')?.candidateGroups ?? '')
    .filter((role) => !roles.includes(role))
    .map((role): Sentence => ['role', `nobody holds the role «${role}»`]);

interface Link {
  readonly kind: 'calledElement' | 'calledDecision' | 'formDefinition';
  readonly rule: string;
  readonly word: string;
  readonly id: 'processId' | 'decisionId' | 'formId';
  readonly inSet: (set: ModelSet) => readonly string[];
  readonly deployed: 'processes' | 'decisions' | 'forms';
}

const links: readonly Link[] = [
  {
    kind: 'calledElement',
    rule: 'called-process',
    word: 'process',
    id: 'processId',
    inSet: ({ diagrams }) =>
      diagrams.flatMap(({ diagram }) => diagram.processes.map(({ id }) => id)),
    deployed: 'processes',
  },
  {
    kind: 'calledDecision',
    rule: 'decision',
    word: 'decision',
    id: 'decisionId',
    inSet: ({ decisions }) => decisions.map(({ decision }) => decision.id),
    deployed: 'decisions',
  },
  {
    kind: 'formDefinition',
    rule: 'form',
    word: 'form',
    id: 'formId',
    inSet: ({ forms }) => forms.map(({ form }) => form.id),
    deployed: 'forms',
  },
];

const linked: Check = (element, set, known) =>
  links.flatMap((link): Sentence[] => {
    const extension = extensionOf(element, link.kind);
    if (extension === undefined) return [];
    const id = extension[link.id] ?? '';
    if (link.inSet(set).includes(id)) return [];
    const elsewhere = known.deployed?.[link.deployed].includes(id) === true;
    if (elsewhere && extension.bindingType !== 'deployment') return [];
    const hint = elsewhere
      ? 'is not part of this set: add it, or bind to «latest»'
      : 'does not exist';
    return [[link.rule, `the ${link.word} «${id}» ${hint}`]];
  });

const facts = ['radio', 'select', 'checkbox', 'checklist', 'taglist', 'number', 'datetime'];

/** What leaves a form stands in several kinds of exported record: only choices, numbers and dates may. */
const onlyFactsLeave: Check = (element, { forms }) => {
  const formId = extensionOf(element, 'formDefinition')?.formId;
  const form = forms.find((one) => one.form.id === formId)?.form;
  if (form === undefined) return [];
  const sources = extensionOf(element, 'ioMapping')?.outputParameters ?? [];
  const named = sources.flatMap(({ source }) => namesIn((source ?? '').replace(/^=/, '')));
  return form.fields
    .filter(({ key, type }) => named.includes(key) && !facts.includes(type))
    .map(
      ({ key }): Sentence => [
        'only-facts-leave',
        `«${key}» is free text: it stays in the case file and cannot become a variable`,
      ],
    );
};

const checks: readonly Check[] = [served, heard, acted, held, linked, onlyFactsLeave];

function twins(set: ModelSet): Problem[] {
  const all = [
    ...set.diagrams.flatMap(({ file, text, diagram }) =>
      diagram.processes.map(({ id }) => ({ file, text, id, kind: 'process' })),
    ),
    ...set.decisions.map(({ file, text, decision }) => ({
      file,
      text,
      id: decision.id,
      kind: 'decision',
    })),
    ...set.forms.map(({ file, text, form }) => ({ file, text, id: form.id, kind: 'form' })),
  ];
  return all
    .filter((one, place) =>
      all.slice(0, place).some((other) => other.kind === one.kind && other.id === one.id),
    )
    .map(({ file, text, id, kind }) => ({
      file,
      element: id,
      rule: 'twice',
      message: `the ${kind} «${id}» is in the set twice`,
      line: lineOf(text, id),
    }));
}

/** Calls that come back to where they began would start instances until the engine is full. */
function circles(set: ModelSet): Problem[] {
  const calls = elementsOf(set).flatMap(({ element, file, text }) => {
    const to = extensionOf(element, 'calledElement')?.processId;
    return to === undefined ? [] : [{ from: element.process, to, element: element.id, file, text }];
  });
  const calledFrom = (start: string): ReadonlySet<string> => {
    const seen = new Set([start]);
    for (const process of seen)
      for (const { from, to } of calls) if (from === process) seen.add(to);
    return seen;
  };
  return calls
    .filter(({ from, to }) => calledFrom(to).has(from))
    .map(({ file, text, element, from, to }) => ({
      file,
      element,
      rule: 'circle',
      message: `«${from}» calls «${to}», which calls it again: there would be no end`,
      line: lineOf(text, element),
    }));
}

/**
 * References of a set that lead nowhere: the engine would accept the set and stall at the first case that comes there.
 * Files that cannot be read are passed over, the lint names them.
 */
export async function resolveReferences(
  resources: readonly Resource[],
  known: Known,
): Promise<Problem[]> {
  const set = await readModels(resources);
  const unresolved = elementsOf(set).flatMap(({ element, file, text }) =>
    checks
      .flatMap((check) => check(element, set, known))
      .map(([rule, message]) => ({
        file,
        element: element.id,
        rule,
        message,
        line: lineOf(text, element.id),
      })),
  );
  return [...unresolved, ...missingFields(set), ...twins(set), ...circles(set)];
}
