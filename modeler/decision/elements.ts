/** An element of a decision file as the library keeps it. */
export interface Element {
  readonly $type: string;
  get(name: string): unknown;
}

/** True for what the library read from the file. */
export function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && '$type' in value && 'get' in value;
}

/** A text property; empty when there is none. */
export function textOf(element: Element, name: string): string {
  const value = element.get(name);
  return typeof value === 'string' ? value : '';
}

/** The elements a property holds. */
export function elementsOf(element: Element, name: string): readonly Element[] {
  const value = element.get(name);
  return Array.isArray(value) ? value.filter(isElement) : [];
}

function partOf(element: Element, name: string): Element | null {
  const value = element.get(name);
  return isElement(value) ? value : null;
}

/** The table of a decision; null when it is decided otherwise. */
export function tableOf(decision: Element): Element | null {
  const logic = decision.$type === 'dmn:Decision' ? partOf(decision, 'decisionLogic') : null;
  return logic?.$type === 'dmn:DecisionTable' ? logic : null;
}

const extensions = (element: Element) => {
  const all = partOf(element, 'extensionElements');
  return all === null ? [] : elementsOf(all, 'values');
};
const isTag = ({ $type }: Element) => $type === 'zeebe:VersionTag';

/** The version tag the engine knows a decision by; empty when it has none. */
export function versionTagOf(decision: Element): string {
  const tag = extensions(decision).find(isTag);
  return tag === undefined ? '' : textOf(tag, 'value');
}

/** Makes elements of the file's own vocabulary. */
export interface Moddle {
  create(type: string, properties: Readonly<Record<string, unknown>>): Element;
}

/** The extensions of a decision with another version tag, everything else in them kept. */
export function withVersionTag(decision: Element, value: string, moddle: Moddle): Element | null {
  const others = extensions(decision).filter((one) => !isTag(one));
  const values = value === '' ? others : [...others, moddle.create('zeebe:VersionTag', { value })];
  return values.length === 0 ? null : moddle.create('dmn:ExtensionElements', { values });
}

/** A column of a table: what it is called, and the variable it asks for or gives. */
export interface Column {
  readonly id: string;
  readonly label: string;
  readonly variable: string;
  readonly type: string;
  readonly isInput: boolean;
}

/** The columns of a table, inputs first, as its rows have their cells. */
export function columnsOf(table: Element): readonly Column[] {
  const inputs = elementsOf(table, 'input').map((clause): Column => {
    const asked = partOf(clause, 'inputExpression');
    const variable = asked === null ? '' : textOf(asked, 'text');
    return {
      id: textOf(clause, 'id'),
      label: textOf(clause, 'label') || variable,
      variable,
      type: asked === null ? '' : textOf(asked, 'typeRef'),
      isInput: true,
    };
  });
  const outputs = elementsOf(table, 'output').map((clause): Column => {
    const variable = textOf(clause, 'name');
    return {
      id: textOf(clause, 'id'),
      label: textOf(clause, 'label') || variable,
      variable,
      type: textOf(clause, 'typeRef'),
      isInput: false,
    };
  });
  return [...inputs, ...outputs];
}

/** The cells of a row in the order of the columns. */
export function cellsOf(rule: Element): readonly Element[] {
  return [...elementsOf(rule, 'inputEntry'), ...elementsOf(rule, 'outputEntry')];
}

/** Whether a decision or anything of its table has this id. */
export function holds(decision: Element, id: string): boolean {
  if (textOf(decision, 'id') === id) return true;
  const table = tableOf(decision);
  if (table === null) return false;
  const rules = elementsOf(table, 'rule');
  const parts = [table, ...elementsOf(table, 'input'), ...elementsOf(table, 'output'), ...rules];
  return [...parts, ...rules.flatMap(cellsOf)].some((part) => textOf(part, 'id') === id);
}
