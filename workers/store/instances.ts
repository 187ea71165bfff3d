import type { Store } from './connect.ts';

/** How often tokens stand at an element and how often they left it. */
export interface ElementCount {
  readonly active: number;
  readonly completed: number;
}

/** A running or ended diagram. */
export interface InstanceRow {
  /** Process instance key. */
  readonly _id: string;
  readonly partition: number;
  readonly bpmnProcessId: string;
  readonly processDefinitionKey: string;
  readonly version: number;
  /** The instance whose call activity started this one. */
  readonly parentKey: string | null;
  /** Correlation key of the message that started it; a called instance has its root's. */
  readonly businessKey: string | null;
  readonly caseId: string | null;
  readonly clockId: string | null;
  /** `banned`: the engine gave it up after an error of its own. */
  readonly state: 'active' | 'completed' | 'terminated' | 'banned';
  /** The end event of the diagram that was reached last. */
  readonly endElementId: string | null;
  readonly elements: Readonly<Record<string, ElementCount>>;
  /** Where tokens are: element instance key → element. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly position: number;
}

export interface InstanceStore {
  readonly find: (instanceKey: string) => Promise<InstanceRow | null>;
  /** Instances of a case, called ones included, the oldest first. */
  readonly ofCase: (caseId: string) => Promise<InstanceRow[]>;
  readonly ofClock: (clockId: string) => Promise<InstanceRow[]>;
  readonly calledBy: (instanceKey: string) => Promise<InstanceRow[]>;
}

/** Instances as the record stream tells them. */
export function createInstanceStore(store: Store): InstanceStore {
  const instances = store.rows<InstanceRow>('instances');
  return {
    find: (instanceKey) => instances.findOne({ _id: instanceKey }),
    ofCase: (caseId) => instances.find({ caseId }).sort({ startedAt: 1, _id: 1 }).toArray(),
    ofClock: (clockId) => instances.find({ clockId }).sort({ startedAt: 1, _id: 1 }).toArray(),
    calledBy: (instanceKey) =>
      instances.find({ parentKey: instanceKey }).sort({ startedAt: 1, _id: 1 }).toArray(),
  };
}
