/**
 * What the engine says when it refuses a migration, by a piece of its sentence. Only to say it in the reader's language
 * beside the engine's own words; nothing is decided by it.
 */
const pieces = [
  ['no mapping instruction defined for active element', 'ELEMENT_GONE'],
  ['Elements must be mapped to elements of the same type', 'KIND_CHANGED'],
  ['different implementation', 'TASK_KIND_CHANGED'],
  ['flow scope of active element', 'SCOPE_CHANGED'],
  ['loop characteristics', 'LOOP_CHANGED'],
  ['attached to an event-based gateway', 'GATEWAY_EVENT'],
  ['has an unsupported type', 'KIND_UNSUPPORTED'],
  ['intermediate catch event of type', 'KIND_UNSUPPORTED'],
  ['boundary events of types', 'EVENT_UNSUPPORTED'],
  ['event subprocesses with start events of types', 'EVENT_UNSUPPORTED'],
  ['different event types', 'EVENT_KIND_CHANGED'],
  ['detach the catch event', 'EVENT_DETACHED'],
  ['multiple mapping instructions that target this catch event', 'EVENTS_MERGED'],
  ['already subscribed to with name', 'MESSAGE_UNMAPPED'],
  ['pending message subscription migration', 'BUSY'],
  ['concurrent command', 'BUSY'],
  ['no process definition found', 'TARGET_UNKNOWN'],
  ['non-existing target element', 'TARGET_UNKNOWN'],
] as const;

export type EngineCode = (typeof pieces)[number][1] | 'OTHER';

/** Which sentence of ours says the same as the engine's. */
export function engineCodeOf(words: string): EngineCode {
  return pieces.find(([piece]) => words.includes(piece))?.[1] ?? 'OTHER';
}
