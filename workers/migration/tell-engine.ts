import { setTimeout as rest } from 'node:timers/promises';
import type { Mapping } from '../../processes/migration/diagram.ts';
import { type EngineCode, engineCodeOf } from '../../processes/migration/engine-words.ts';
import { EngineError, type EnginePort } from '../zeebe/port.ts';

/** Codes that say nothing of this instance: the engine is away or overloaded, the next try may meet it well. */
const away: ReadonlySet<string> = new Set([
  ...['grpc-1', 'grpc-4', 'grpc-8', 'grpc-14', 'deadline', 'network', 'closed'],
]);
/** `concurrent command`: a token was just in motion. It may be still the next moment. */
const inMotion = 'grpc-9';
const mostTries = 3;
const pauseMs = 200;

export interface Refused {
  readonly words: string;
  readonly code: EngineCode;
}

/**
 * Asks the engine to bring one instance to another version. What came of it only the record stream tells: an answer may
 * be lost, and an instance that is there already is refused.
 *
 * @throws EngineError transient when the engine is away
 */
export async function tellEngine(
  engine: Pick<EnginePort, 'migrateInstance'>,
  instanceKey: string,
  plan: { readonly definitionKey: string; readonly mapping: Mapping },
): Promise<Refused | null> {
  for (let tries = 1; ; tries += 1) {
    try {
      await engine.migrateInstance(instanceKey, plan);
      return null;
    } catch (error) {
      if (!(error instanceof EngineError) || away.has(error.code)) throw error;
      if (error.code !== inMotion || tries === mostTries)
        return { words: error.message.slice(0, 1000), code: engineCodeOf(error.message) };
      await rest(pauseMs * tries);
    }
  }
}
