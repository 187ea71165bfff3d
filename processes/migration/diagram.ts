/** What an event waits for. */
export type EventKind = 'message' | 'timer' | 'signal' | 'error' | 'other';

/** One element of a diagram, as far as moving a token to another version depends on it. */
export interface MigrationElement {
  readonly id: string;
  readonly name: string;
  /** `bpmn:UserTask` and so on, as the file has it. */
  readonly kind: string;
  /** What it waits for or throws; null for what is no event. */
  readonly event: EventKind | null;
  /** Name of the message it waits for. */
  readonly message: string | null;
  /** The sub-process it lies in; null for the process itself. */
  readonly scope: string | null;
  /** Of a boundary event: the element it sits on. */
  readonly attachedTo: string | null;
  /** Of a sub-process: it is started by an event of its own. */
  readonly byEvent: boolean;
  readonly loop: 'parallel' | 'sequential' | null;
  /** Of a user task: kept by the engine, or given out as a job. */
  readonly keptBy: 'engine' | 'worker' | null;
  /** Ids of the elements its arrows come from and lead to. */
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
}

/** One version of a diagram. */
export interface MigrationDiagram {
  readonly processId: string;
  readonly name: string;
  readonly elements: ReadonlyMap<string, MigrationElement>;
}

/** Where a token of one version goes in the other: element of the old one → element of the new one. */
export type Mapping = Readonly<Record<string, string>>;

/** Elements a token may rest at and the engine can carry over (8.6.0). */
const movable: ReadonlySet<string> = new Set([
  'bpmn:ServiceTask',
  'bpmn:UserTask',
  'bpmn:SubProcess',
  'bpmn:CallActivity',
  'bpmn:IntermediateCatchEvent',
  'bpmn:ReceiveTask',
  'bpmn:ExclusiveGateway',
  'bpmn:EventBasedGateway',
  'bpmn:BusinessRuleTask',
  'bpmn:ScriptTask',
  'bpmn:SendTask',
]);

/** True for an element whose token the engine can carry over. */
export function isMovable({ kind }: MigrationElement): boolean {
  return movable.has(kind);
}

/** True for an event that waits beside an element: on its border, or at the start of an event sub-process in it. */
function waitsBeside(one: MigrationElement, of: MigrationDiagram): boolean {
  if (one.kind === 'bpmn:BoundaryEvent') return true;
  if (one.kind !== 'bpmn:StartEvent' || one.scope === null) return false;
  return of.elements.get(one.scope)?.byEvent === true;
}

/** True for what may stand in a mapping. */
export function isMappable(one: MigrationElement, of: MigrationDiagram): boolean {
  return isMovable(one) || waitsBeside(one, of);
}

/** The element an event waits at while that element is busy; null: the process itself; undefined: it waits at none. */
export function hostOf(one: MigrationElement, of: MigrationDiagram): string | null | undefined {
  if (one.attachedTo !== null) return one.attachedTo;
  if (waitsBeside(one, of)) return of.elements.get(one.scope ?? '')?.scope ?? null;
  if (one.kind !== 'bpmn:IntermediateCatchEvent') return undefined;
  const before = one.incoming.map((id) => of.elements.get(id));
  return before.find((from) => from?.kind === 'bpmn:EventBasedGateway')?.id;
}

/** The events that are subscribed while a token is at an element; null: while the process runs. */
export function eventsAt(of: MigrationDiagram, host: string | null): readonly MigrationElement[] {
  const own = host === null ? undefined : of.elements.get(host);
  const beside = [...of.elements.values()].filter((one) => hostOf(one, of) === host);
  const isEvent = own?.kind === 'bpmn:IntermediateCatchEvent' || own?.kind === 'bpmn:ReceiveTask';
  return own !== undefined && isEvent ? [own, ...beside] : beside;
}
