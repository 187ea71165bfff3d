import { usualFields } from '../test/support/scripted-staff.ts';

/** User tasks of the shipped diagrams, by element, with the case action of each. */
const actions = {
  Task_PreCheck: 'accept',
  Task_Assign: 'assign',
  Task_Propose: 'propose',
  Task_Draft: 'draft',
  Task_Sign: 'sign',
  Task_PublicationCheck: 'check',
} as const satisfies Record<string, keyof typeof usualFields>;

type Element = keyof typeof actions;

function isElement(word: string): word is Element {
  return word in actions;
}

/** What the script types into a task: the straight way to a published reply. */
export function fieldsOf(elementId: string): Readonly<Record<string, unknown>> {
  if (!isElement(elementId)) throw new Error(`the script knows no task «${elementId}»`);
  return usualFields[actions[elementId]];
}

/** The only fields that leave the house, by the output mappings of the shipped diagrams. */
const leaving: readonly string[] = [
  ...['acceptance', 'urgency', 'unitId', 'weight', 'keyMatter', 'decision'],
];

/** What the engine is sent of the fields of a task; as from the product. */
export function variablesOf(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => leaving.includes(name)));
}

/** The first task of a person in the shipped diagram. */
export const firstTask = 'Task_PreCheck';

/** What the script types to end a case at its first task. */
export const refusal = {
  acceptance: 'refused',
  urgency: 'normal',
  ground: 'before-court',
  explanation: '该事项已进入诉讼程序。',
} as const;
