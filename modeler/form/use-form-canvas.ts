import type { FormEditor } from '@bpmn-io/form-js';
import { onBeforeUnmount, type ShallowRef, shallowRef } from 'vue';
import type { TableWords } from '../language/table-words.ts';
import { type Field, fieldsOf, isField, withoutRows } from './fields.ts';
import { createFormCanvas } from './form-canvas.ts';

interface Modeling {
  addFormField(attrs: object, parent: unknown, index: number): unknown;
  editFormField(field: Field, properties: object): void;
  moveFormField(
    field: Field,
    from: unknown,
    to: unknown,
    at: number,
    target: number,
    row: unknown,
  ): void;
  removeFormField(field: Field, parent: unknown, index: number): void;
}
interface Registry {
  get(id: string): unknown;
}
interface Selection {
  get(): unknown;
  set(field: unknown): void;
}
interface Layouter {
  getRowForField(field: Field): unknown;
}
interface Stack {
  canUndo(): boolean;
  canRedo(): boolean;
  undo(): void;
  redo(): void;
}
interface Parent {
  readonly components: readonly unknown[];
}

interface Asked {
  readonly place: Readonly<ShallowRef<HTMLElement | null>>;
  readonly t: TableWords['t'];
  readonly changed: (text: string) => void;
}

const isParent = (value: unknown): value is Parent =>
  typeof value === 'object' &&
  value !== null &&
  'components' in value &&
  Array.isArray(value.components);

/** The form that is open: what is selected in it, and changes to it. */
export function useFormCanvas({ place, t, changed }: Asked) {
  const selected = shallowRef<Field | null>(null);
  const schema = shallowRef<unknown>(null);
  const failed = shallowRef<string | null>(null);
  /** Grows with every change, for what is read out of the library's own objects. */
  const revision = shallowRef(0);
  let editor: FormEditor | null = null;
  let version: unknown;
  let loading = false;

  const service = <S>(name: string): S | null => editor?.get<S>(name) ?? null;

  function save() {
    if (loading || editor === null) return;
    const saved = withoutRows(editor.saveSchema());
    const whole = {
      ...Object(saved),
      ...(version === undefined ? {} : { schemaVersion: version }),
    };
    schema.value = whole;
    revision.value += 1;
    changed(`${JSON.stringify(whole, null, 2)}\n`);
  }

  function onSelected() {
    const field = service<Selection>('selection')?.get();
    selected.value = isField(field) && field.type !== 'default' ? field : null;
  }

  function close() {
    editor?.destroy();
    editor = null;
    selected.value = null;
  }

  async function load(text: string) {
    if (place.value === null) return;
    close();
    loading = true;
    try {
      const parsed = JSON.parse(text);
      version = parsed.schemaVersion;
      schema.value = parsed;
      const opened = createFormCanvas(place.value, t);
      editor = opened;
      await opened.importSchema(parsed);
      opened.on('selection.changed', onSelected);
      opened.on('commandStack.changed', save);
      failed.value = null;
    } catch (error) {
      failed.value = error instanceof Error ? error.message : String(error);
    }
    loading = false;
  }

  function parentOf(field: Field): { readonly parent: Parent; readonly index: number } | null {
    const id = field._parent;
    const parent = typeof id === 'string' ? service<Registry>('formFieldRegistry')?.get(id) : null;
    if (!isParent(parent)) return null;
    return { parent, index: parent.components.indexOf(field) };
  }

  function freeKey(): string {
    const taken = new Set(fieldsOf(schema.value).map(({ key }) => key));
    let n = 1;
    while (taken.has(`field${n}`)) n += 1;
    return `field${n}`;
  }

  /** Adds a field at the end, in the form itself. */
  function add(type: string, isInput: boolean) {
    const root = editor?._getState().schema;
    if (!isParent(root) || !('id' in root)) return;
    const attrs = { type, _parent: root.id, ...(isInput ? { key: freeKey() } : {}) };
    service<Modeling>('modeling')?.addFormField(attrs, root, root.components.length);
  }

  function edit(properties: object) {
    if (selected.value !== null)
      service<Modeling>('modeling')?.editFormField(selected.value, properties);
  }

  function move(by: -1 | 1) {
    const field = selected.value;
    const at = field === null ? null : parentOf(field);
    if (field === null || at === null) return;
    const { parent, index } = at;
    const last = parent.components.length - 1;
    if (index + by < 0 || index + by > last) return;
    const row = service<Layouter>('formLayouter')?.getRowForField(field);
    // The library counts the place before the field is taken out.
    const target = by > 0 ? index + 2 : index - 1;
    service<Modeling>('modeling')?.moveFormField(field, parent, parent, index, target, row);
  }

  function remove() {
    const field = selected.value;
    const at = field === null ? null : parentOf(field);
    if (field !== null && at !== null)
      service<Modeling>('modeling')?.removeFormField(field, at.parent, at.index);
  }

  /** Selects a field by its id or its name. */
  function locate(element: string) {
    const found = fieldsOf(schema.value).find(({ id, key }) => id === element || key === element);
    const field = found && service<Registry>('formFieldRegistry')?.get(found.id);
    if (field) service<Selection>('selection')?.set(field);
  }

  function step(way: 'undo' | 'redo') {
    const stack = service<Stack>('commandStack');
    if (stack === null) return;
    if (way === 'undo' ? stack.canUndo() : stack.canRedo()) stack[way]();
  }

  onBeforeUnmount(close);
  return {
    ...{ selected, schema, failed, revision },
    ...{ load, close, add, edit, move, remove, locate },
    undo: () => step('undo'),
    redo: () => step('redo'),
  };
}
