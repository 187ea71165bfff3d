import type { Changes, RowKeys } from '../store/projected.ts';
import type { StallRow } from '../store/stalls.ts';
import { belongingOf } from './instances.ts';
import type { RecordOf } from './record-schema.ts';
import type { Find } from './rows.ts';

type Incident = RecordOf<'INCIDENT'>;
type EngineError = RecordOf<'ERROR'>;

export function rowsOfIncident({ key, value }: Incident): RowKeys {
  return {
    stalls: [key],
    instances: value.processInstanceKey === null ? [] : [value.processInstanceKey],
  };
}

/** An instance stalled, or goes on. */
export function projectIncident(record: Incident, find: Find): Changes {
  const { key, value, position, at } = record;
  const current = find('stalls', key);
  if (current && current.position >= position) return {};
  const stall: StallRow = {
    _id: key,
    partition: record.partition,
    instanceKey: value.processInstanceKey,
    elementId: value.elementId,
    elementInstanceKey: value.elementInstanceKey,
    jobKey: value.jobKey,
    errorType: value.errorType,
    message: value.errorMessage,
    createdAt: current?.createdAt ?? at,
    resolvedAt: record.intent === 'RESOLVED' ? at : (current?.resolvedAt ?? null),
    ...belongingOf(find, value.processInstanceKey),
    position,
  };
  return { stalls: [stall] };
}

export function rowsOfError(record: EngineError): RowKeys {
  const { processInstanceKey } = record.value;
  return {
    stalls: [errorKey(record)],
    instances: processInstanceKey === null ? [] : [processInstanceKey],
  };
}

/** The engine gave an instance up. It raises no incident then and ignores every command to it. */
export function projectError(record: EngineError, find: Find): Changes {
  const { partition, position, at, value } = record;
  const instanceKey = value.processInstanceKey;
  const instance = instanceKey === null ? null : find('instances', instanceKey);
  const stall: StallRow = {
    _id: errorKey(record),
    partition,
    instanceKey,
    elementId: null,
    elementInstanceKey: null,
    jobKey: null,
    errorType: 'BANNED',
    message: value.exceptionMessage,
    createdAt: at,
    resolvedAt: null,
    ...belongingOf(find, instanceKey),
    position,
  };
  const stalls = find('stalls', stall._id) ? [] : [stall];
  return !instance || instance.position >= position
    ? { stalls }
    : { stalls, instances: [{ ...instance, state: 'banned', position }] };
}

function errorKey({ partition, position }: EngineError): string {
  return `error:${partition}:${position}`;
}
