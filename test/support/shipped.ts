import { readFile } from 'node:fs/promises';
import { readSet } from '../../workers/zeebe/deploy.ts';

/** The text of a shipped diagram, decision or form, such as `complaint/complaint.bpmn`. */
export function shipped(path: string): Promise<string> {
  return readFile(new URL(`../../processes/${path}`, import.meta.url), 'utf8');
}

/** Everything that is shipped, as it is deployed. */
export function shippedSet() {
  return readSet('processes');
}

/**
 * A text with one place changed.
 *
 * @throws Error when the place is not there: a test that changes nothing would prove nothing
 */
export function changed(text: string, place: string | RegExp, by: string): string {
  const other = text.replace(place, by);
  if (other === text) throw new Error(`«${String(place)}» was not found`);
  return other;
}
