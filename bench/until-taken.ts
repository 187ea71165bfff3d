import { isTransient } from '../workers/zeebe/port.ts';
import { pause } from './load.ts';

/** At full load the engine asks for patience; the script comes back, as the product's outbox does. */
export async function untilTaken<T>(command: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await command();
    } catch (error) {
      if (!isTransient(error)) throw error;
      await pause(20);
    }
  }
}
