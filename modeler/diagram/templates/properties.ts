/** One property of an element template: what it writes into the diagram and whether people see it. */
export interface TemplateProperty {
  readonly type: 'Hidden' | 'String' | 'Dropdown';
  readonly binding: Readonly<Record<string, string>>;
  readonly label?: string;
  readonly value?: string;
  readonly feel?: 'optional';
  readonly constraints?: { readonly notEmpty: boolean };
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
}

export interface ElementTemplate {
  readonly $schema: string;
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly version: number;
  readonly category: { readonly id: string; readonly name: string };
  readonly appliesTo: readonly string[];
  readonly elementType: { readonly value: string };
  readonly properties: readonly TemplateProperty[];
}

/** What a template writes without asking. */
export function hidden(binding: TemplateProperty['binding'], value?: string): TemplateProperty {
  return { type: 'Hidden', binding, ...(value === undefined ? {} : { value }) };
}

export const nameOf = (value: string): TemplateProperty =>
  hidden({ type: 'property', name: 'name' }, value);
export const jobType = (value: string): TemplateProperty =>
  hidden({ type: 'zeebe:taskDefinition', property: 'type' }, value);
export const taskHeader = (key: string, value: string): TemplateProperty =>
  hidden({ type: 'zeebe:taskHeader', key }, value);
export const formBinding = hidden(
  { type: 'zeebe:formDefinition', property: 'bindingType' },
  'deployment',
);
export const userTask = hidden({ type: 'zeebe:userTask' });
