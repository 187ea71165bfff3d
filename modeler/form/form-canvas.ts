import '@bpmn-io/form-js/dist/assets/form-js-base.css';
import '@bpmn-io/form-js/dist/assets/form-js-editor-base.css';
import { FormEditor } from '@bpmn-io/form-js';
import { h } from 'preact';
import { inputKinds, plainKinds } from '../../processes/form/field-kinds.ts';
import { nativeFieldsModule } from '../../web/form/native-fields.ts';
import { plainWords } from '../../web/form/plain-words.ts';
import type { TableWords } from '../language/table-words.ts';

type T = TableWords['t'];

interface FieldKind {
  (props: Shown): unknown;
  config: Readonly<Record<string, unknown>>;
}
interface Kinds {
  get(type: string): FieldKind | undefined;
  register(type: string, kind: FieldKind): void;
}
interface NewField {
  readonly type: string;
  values?: unknown;
  label?: string;
  dateLabel?: string;
  text?: string;
  [name: string]: unknown;
}
interface Bus {
  on(
    event: string,
    priority: number,
    listener: (event: { readonly context: { readonly formField: NewField } }) => void,
  ): void;
}
interface ContextActions {
  getEntries(field: { readonly type: string }): Record<string, { title?: string }>;
}

const lowPriority = 500;

interface Shown {
  readonly field: { readonly text?: string };
}

/** Words to read that are none yet, or are only known at the task: the library says so in English. */
function wordsToRead(kind: FieldKind, t: T) {
  return (props: Shown) => {
    const { text = '' } = props.field;
    const isPlain = text.trim() !== '' && !text.startsWith('=') && !text.includes('{{');
    if (isPlain) return kind({ ...props, field: { ...props.field, text: plainWords(text) } });
    return h(
      'div',
      { class: 'fjs-form-field fjs-form-field-text' },
      text.trim() || t('form.noText'),
    );
  };
}

/** The library writes its English into new fields and drags them by it: the kinds are told our words. */
function wordedKinds(t: T) {
  function worded(formFields: Kinds) {
    for (const type of [...inputKinds, ...plainKinds]) {
      const kind = formFields.get(type);
      if (kind === undefined) continue;
      const shown = type === 'text' ? wordsToRead(kind, t) : (props: Shown) => kind(props);
      const ours: FieldKind = Object.assign(shown, {
        config: {
          ...kind.config,
          name: t(`kinds.${type}`),
          ...(typeof kind.config.label === 'string' ? { label: t(`form.new.${type}`) } : {}),
        },
      });
      formFields.register(type, ours);
    }
    return {};
  }
  worded.$inject = ['formFields'];
  return { __init__: ['wordedKinds'], wordedKinds: ['factory', worded] };
}

/** What a new field begins with, in our words. */
function nameNew(t: T, field: NewField): void {
  const { type } = field;
  if (type === 'separator') return;
  if (type === 'datetime') field.dateLabel = t('form.new.datetime');
  else if (type === 'text') field.text = t('form.new.text');
  else field.label = t(`form.new.${type}`);
  if (Array.isArray(field.values))
    field.values = [1, 2].map((n) => ({ label: t('form.newOption', { n }), value: `option${n}` }));
}

function wordedActions(t: T) {
  function worded(eventBus: Bus, formFieldContextActions: ContextActions) {
    eventBus.on('commandStack.formField.add.preExecute', lowPriority, ({ context }) =>
      nameNew(t, context.formField),
    );
    const entriesOf = formFieldContextActions.getEntries.bind(formFieldContextActions);
    formFieldContextActions.getEntries = (field) => {
      const entries = entriesOf(field);
      for (const entry of Object.values(entries))
        entry.title = t('form.remove', { kind: t(`kinds.${field.type}`) });
      return entries;
    };
    return {};
  }
  worded.$inject = ['eventBus', 'formFieldContextActions'];
  return { __init__: ['wordedActions'], wordedActions: ['factory', worded] };
}

/** Our own panel takes the place of the library's: this one is told of nothing. */
const noPanel = { attachTo() {}, detach() {}, registerProvider() {} };

/** The library's drawing board for forms; its palette and panel are ours. */
export function createFormCanvas(container: HTMLElement, t: T): FormEditor {
  const nowhere = document.createElement('div');
  const settings = {
    container,
    palette: { parent: nowhere },
    propertiesPanel: { parent: nowhere },
    additionalModules: [
      nativeFieldsModule(),
      wordedKinds(t),
      wordedActions(t),
      { propertiesPanel: ['value', noPanel], propertiesProvider: ['value', {}] },
    ],
  };
  return new FormEditor(settings);
}
