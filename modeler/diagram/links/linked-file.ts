import type { Link } from '../../frame/draft.ts';
import type { ModelElement } from '../services.ts';

const places = [
  { type: 'zeebe:CalledElement', property: 'processId', kind: 'process' },
  { type: 'zeebe:CalledDecision', property: 'decisionId', kind: 'decision' },
  { type: 'zeebe:FormDefinition', property: 'formId', kind: 'form' },
] as const;

function isElement(value: unknown): value is ModelElement {
  return typeof value === 'object' && value !== null && '$type' in value && 'get' in value;
}

function extensionsOf(element: ModelElement): readonly ModelElement[] {
  const extensions = element.get('extensionElements');
  if (!isElement(extensions)) return [];
  const values = extensions.get('values');
  return Array.isArray(values) ? values.filter(isElement) : [];
}

/** What a step calls, decides by or shows; null for nothing, or for what is only known when it runs. */
export function linkOf(element: ModelElement): Link | null {
  for (const extension of extensionsOf(element)) {
    const found = places.find(({ type }) => type === extension.$type);
    if (found === undefined) continue;
    const id = extension.get(found.property);
    if (typeof id === 'string' && id !== '' && !id.startsWith('=')) return { kind: found.kind, id };
  }
  return null;
}
