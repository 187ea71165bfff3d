import { actionOf, type Diagram, type Element, extensionOf } from './diagram.ts';
import type { Finding } from './problem.ts';

/** A rule about one diagram: what is wrong with it, place by place. */
export type DiagramRule = (diagram: Diagram) => readonly Finding[];

/** Elements of one diagram that break a rule, each with its sentence. */
export function eachElement(
  rule: string,
  breaks: (element: Element, diagram: Diagram) => string | null,
): DiagramRule {
  return (diagram) =>
    diagram.elements.flatMap((element) => {
      const message = breaks(element, diagram);
      return message === null ? [] : [{ element: element.id, rule, message }];
    });
}

const elementLimit = 1000;

const size: DiagramRule = ({ elements }) =>
  elements.length <= elementLimit
    ? []
    : [
        {
          element: null,
          rule: 'size',
          message: `${elements.length} elements are more than ${elementLimit}: move parts into call activities`,
        },
      ];

/** The engine refuses a whole deployment for one node that does not list its flows. */
const flowsListed = eachElement('flows-listed', ({ type, id, source, target }, { elements }) => {
  if (type !== 'sequenceFlow') return null;
  const from = elements.find((one) => one.id === source);
  const to = elements.find((one) => one.id === target);
  if (from === undefined || to === undefined) return 'the flow leads from or to nothing';
  if (!from.outgoing.includes(id)) return `«${from.id}» does not list the flow as outgoing`;
  return to.incoming.includes(id) ? null : `«${to.id}» does not list the flow as incoming`;
});

/** The token would leave without the action that the case's log says happened. */
const noTimerOnAction = eachElement(
  'no-timer-on-action',
  ({ type, attachedTo, interrupts, events }, { elements }) => {
    if (type !== 'boundaryEvent' || !interrupts) return null;
    if (!events.some((event) => event.type === 'timerEventDefinition')) return null;
    const host = elements.find(({ id }) => id === attachedTo);
    if (host?.type !== 'userTask' || actionOf(host) === undefined) return null;
    return `«${host.id}» stands for a case action: a timer on it must not interrupt`;
  },
);

const linked = ['calledElement', 'calledDecision', 'formDefinition'] as const;

/** Left out, a binding means «latest»: a running case would change its rules under way. */
const bindingStated = eachElement('binding-stated', (element) => {
  const open = linked.find((kind) => {
    const extension = extensionOf(element, kind);
    return extension !== undefined && extension.bindingType === undefined;
  });
  return open === undefined
    ? null
    : 'say which version is meant: binding «deployment» keeps the rules a case began with, «latest» takes today’s';
});

const retriesStated = eachElement('retries', (element) => {
  const definition = extensionOf(element, 'taskDefinition');
  if (definition === undefined) return null;
  return /^[1-9]\d?$/.test(definition.retries ?? '3')
    ? null
    : 'retries must be a number from 1 to 99';
});

/** Without groups the inbox of nobody shows the task. */
const somebodyMay = eachElement('somebody-may', (element) => {
  if (element.type !== 'userTask') return null;
  const { candidateGroups, assignee } = extensionOf(element, 'assignmentDefinition') ?? {};
  return candidateGroups || assignee ? null : 'name the groups that may do the task';
});

/** Users are known by roles at units; names in a diagram would be personal data in the engine. */
const noNames = eachElement('no-names', (element) =>
  extensionOf(element, 'assignmentDefinition')?.candidateUsers === undefined
    ? null
    : 'name groups, not persons',
);

/** Whatever passes these does not stall for reasons of its own. */
export const engineRules: readonly DiagramRule[] = [
  size,
  flowsListed,
  noTimerOnAction,
  bindingStated,
  retriesStated,
  somebodyMay,
  noNames,
];
