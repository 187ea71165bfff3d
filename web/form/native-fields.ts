import { Datetime, Description, Errors, Label, Numberfield, Select } from '@bpmn-io/form-js';
import { h, type VNode } from 'preact';

/** What form-js hands to the component of a field. */
interface FieldProps {
  readonly domId: string;
  readonly value: unknown;
  readonly errors?: readonly string[];
  readonly disabled?: boolean;
  readonly readonly?: boolean;
  readonly field: {
    readonly label?: string;
    readonly dateLabel?: string;
    readonly timeLabel?: string;
    readonly description?: string;
    readonly subtype?: string;
    readonly values?: readonly { readonly label: string; readonly value: string }[];
    readonly increment?: number | string;
    readonly validate?: { readonly required?: boolean };
  };
  readonly onChange: (change: { readonly value: string | number | null }) => void;
  readonly onBlur?: () => void;
  readonly onFocus?: () => void;
}

const inputTypes: Readonly<Record<string, string>> = { time: 'time', datetime: 'datetime-local' };

function typedIn(event: Event): string {
  const { currentTarget: target } = event;
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement
    ? target.value
    : '';
}

function frame(props: FieldProps, kind: string, label: string, control: VNode): VNode {
  const { domId, errors = [], field } = props;
  const wrong = errors.length > 0 ? ' fjs-has-errors' : '';
  return h('div', { class: `fjs-form-field fjs-form-field-${kind}${wrong}` }, [
    // Called as functions: their declared types do not fit Preact's own for components.
    Label({ htmlFor: domId, label, required: field.validate?.required === true }),
    control,
    Description({ id: `${domId}-description`, description: field.description }),
    Errors({ id: `${domId}-errors`, errors: [...errors] }),
  ]);
}

function controlProps({ domId, errors = [], disabled, readonly, field, ...rest }: FieldProps) {
  return {
    id: domId,
    disabled: disabled === true || readonly === true,
    required: field.validate?.required === true,
    'aria-invalid': errors.length > 0,
    'aria-describedby': `${domId}-description ${domId}-errors`,
    onBlur: rest.onBlur,
    onFocus: rest.onFocus,
  };
}

/** A date as the browser asks for it: by keyboard, in the reader's language, and with the phone's own picker. */
export function NativeDate(props: FieldProps): VNode {
  const { field, value, onChange } = props;
  return frame(
    props,
    'datetime',
    field.dateLabel ?? field.timeLabel ?? field.label ?? '',
    h('input', {
      ...controlProps(props),
      class: 'fjs-input',
      type: inputTypes[field.subtype ?? ''] ?? 'date',
      value: typeof value === 'string' ? value : '',
      onInput: (event: Event) => onChange({ value: typedIn(event) || null }),
    }),
  );
}
NativeDate.config = Datetime.config;

/** A choice from a list as the browser offers it. */
export function NativeSelect(props: FieldProps): VNode {
  const { field, value, onChange } = props;
  const options = field.values ?? [];
  return frame(
    props,
    'select',
    field.label ?? '',
    h(
      'select',
      {
        ...controlProps(props),
        class: 'fjs-input',
        value: typeof value === 'string' ? value : '',
        onChange: (event: Event) => onChange({ value: typedIn(event) || null }),
      },
      [
        h('option', { value: '' }, '—'),
        ...options.map((one) =>
          h('option', { value: one.value, selected: one.value === value }, one.label),
        ),
      ],
    ),
  );
}
NativeSelect.config = Select.config;

/** A number as the browser asks for it; the library's own field speaks English to screen readers. */
export function NativeNumber(props: FieldProps): VNode {
  const { field, value, onChange } = props;
  return frame(
    props,
    'number',
    field.label ?? '',
    h('input', {
      ...controlProps(props),
      class: 'fjs-input',
      type: 'number',
      step: field.increment ?? 'any',
      value: typeof value === 'number' || typeof value === 'string' ? value : '',
      onInput: (event: Event) => {
        const typed = typedIn(event);
        onChange({ value: typed === '' ? null : Number(typed) });
      },
    }),
  );
}
NativeNumber.config = Numberfield.config;

interface FieldRegister {
  register(type: string, component: unknown): void;
}

/** A module for form-js that takes the browser's own date, list and number fields instead of the library's. */
export function nativeFieldsModule() {
  function nativeFields(formFields: FieldRegister) {
    formFields.register('datetime', NativeDate);
    formFields.register('select', NativeSelect);
    formFields.register('number', NativeNumber);
    return {};
  }
  nativeFields.$inject = ['formFields'];
  return { __init__: ['nativeFields'], nativeFields: ['factory', nativeFields] };
}
