import { Refusal } from '../../processes/refusal.ts';
import type { Resource } from '../../workers/zeebe/port.ts';

const endings = ['.bpmn', '.dmn', '.form'] as const;
const nameForm = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u;

/**
 * A file of a deployment as text, read strictly as UTF-8: another encoding could hide from the checks what the engine
 * then reads.
 *
 * @throws Refusal `DEPLOYMENT_FILE` for a name or an encoding that is none of ours
 */
export function resourceOf(name: string, bytes: Buffer): Resource {
  const isOurs = nameForm.test(name) && endings.some((ending) => name.endsWith(ending));
  if (!isOurs) throw new Refusal('DEPLOYMENT_FILE', { name });
  try {
    return { name, content: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    throw new Refusal('DEPLOYMENT_FILE', { name });
  }
}
