/** The kinds of fields that the desk shows, the server checks, and owners may therefore draw. */
export const inputKinds = [
  'textfield',
  'textarea',
  'number',
  'datetime',
  'radio',
  'select',
  'checklist',
  'checkbox',
] as const;

/** What stands on a form without collecting anything. */
export const plainKinds = ['text', 'separator', 'group'] as const;

const kinds: ReadonlySet<string> = new Set([...inputKinds, ...plainKinds]);

/** True when the desk and the server know a kind of field. */
export function isFieldKind(type: string): boolean {
  return kinds.has(type);
}
