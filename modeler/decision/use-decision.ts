import type Modeler from 'dmn-js/lib/Modeler';
import type { View, Viewer } from 'dmn-js/lib/Modeler';
import { onBeforeUnmount, type ShallowRef, shallowRef } from 'vue';
import { createDmnModeler } from './dmn-modeler.ts';
import {
  type Column,
  cellsOf,
  columnsOf,
  type Element,
  elementsOf,
  holds,
  isElement,
  type Moddle,
  tableOf,
  textOf,
  withVersionTag,
} from './elements.ts';
import { createRowLight } from './row-light.ts';
import { keepSaying } from './say-in-words.ts';
import { spellEmptyOutputs } from './spell-outputs.ts';

/** The cell of a table that is selected. */
export interface ChosenCell {
  readonly element: Element;
  readonly row: number;
  readonly column: Column;
  readonly text: string;
}

interface Modeling {
  updateProperties(element: unknown, properties: Readonly<Record<string, unknown>>): void;
  editCell(cell: Element, text: string): void;
}
interface Registry {
  get(id: string): unknown;
}
interface Selection {
  select(element: unknown): void;
}
interface Stack {
  undo(): void;
  redo(): void;
}
interface Placed {
  readonly businessObject?: unknown;
}

interface Asked {
  readonly place: Readonly<ShallowRef<HTMLElement | null>>;
  readonly readonly: () => boolean;
  readonly translate: (said: string | undefined, params?: Record<string, string>) => string;
  readonly changed: (xml: string) => void;
}

const settleMs = 200;
const placed = (value: unknown): value is Placed => typeof value === 'object' && value !== null;

function elementOf(value: unknown): Element | null {
  if (isElement(value)) return value;
  return placed(value) && isElement(value.businessObject) ? value.businessObject : null;
}

/** The decision file that is open: its views, what is selected in it, and changes to it. */
export function useDecision({ place, readonly, translate, changed }: Asked) {
  const views = shallowRef<readonly View[]>([]);
  const active = shallowRef<View | null>(null);
  const subject = shallowRef<Element | null>(null);
  const cell = shallowRef<ChosenCell | null>(null);
  const failed = shallowRef<string | null>(null);
  /** Grows with every change, for what is read out of the library's own objects. */
  const revision = shallowRef(0);
  const light = createRowLight();
  let modeler: Modeler | null = null;
  let written = '';
  let pending: ReturnType<typeof setTimeout> | undefined;

  const viewer = (): Viewer | null => modeler?.getActiveViewer() ?? null;
  const decision = () => elementOf(active.value?.element);

  async function save() {
    clearTimeout(pending);
    pending = undefined;
    if (modeler === null || readonly()) return;
    const saved = await modeler.saveXML({ format: true });
    const xml = spellEmptyOutputs(saved.xml);
    if (xml === written) return;
    written = xml;
    changed(xml);
  }

  function onCommand({ trigger }: { readonly trigger?: string }) {
    if (trigger === 'clear') return;
    revision.value += 1;
    if (cell.value !== null) cell.value = chosenCell(cell.value.element);
    clearTimeout(pending);
    pending = setTimeout(() => void save(), settleMs);
  }

  function chosenCell(element: Element): ChosenCell | null {
    const owner = decision();
    const table = owner === null ? null : tableOf(owner);
    if (table === null) return null;
    const rules = elementsOf(table, 'rule');
    const row = rules.findIndex((rule) => cellsOf(rule).includes(element));
    const rule = rules[row];
    if (rule === undefined) return null;
    const column = columnsOf(table)[cellsOf(rule).indexOf(element)];
    if (column === undefined) return null;
    return { element, row: row + 1, column, text: textOf(element, 'text') };
  }

  function onSelected(event: {
    readonly selection?: unknown;
    readonly newSelection?: readonly unknown[];
  }) {
    const element = elementOf(event.selection ?? event.newSelection?.[0]);
    cell.value = element === null ? null : chosenCell(element);
    if (active.value?.type === 'drd') subject.value = element;
  }

  function onViews({ views: all, activeView }: { views: readonly View[]; activeView?: View }) {
    views.value = all;
    active.value = activeView ?? null;
    cell.value = null;
    subject.value = activeView?.type === 'drd' ? null : decision();
  }

  function build(container: HTMLElement): Modeler {
    const built = createDmnModeler({ container, readonly: readonly(), translate });
    built.on('views.changed', onViews);
    built.on<{ readonly viewer: Viewer }>('viewer.created', ({ viewer: created }) => {
      created.on('commandStack.changed', onCommand);
      created.on('selection.changed', onSelected);
    });
    return built;
  }

  async function load(xml: string) {
    if (place.value === null) return;
    clearTimeout(pending);
    modeler?.destroy();
    const opened = build(place.value);
    modeler = opened;
    written = xml;
    light.put([]);
    try {
      await opened.importXML(xml, { open: false });
      const all = opened.getViews();
      const first = all.find(({ type }) => type !== 'drd') ?? all[0];
      if (first !== undefined) await opened.open(first);
      failed.value = null;
    } catch (error) {
      failed.value = error instanceof Error ? error.message : String(error);
    }
  }

  async function show(view: View) {
    await modeler?.open(view);
  }

  function edit(properties: Readonly<Record<string, unknown>>) {
    const now = viewer();
    const element = subject.value;
    if (now === null || element === null) return;
    const shape = now.get<Registry>('elementRegistry').get(textOf(element, 'id'));
    const target = active.value?.type === 'drd' ? shape : element;
    now.get<Modeling>('modeling').updateProperties(target, properties);
  }

  function tag(value: string) {
    const now = viewer();
    const element = subject.value;
    if (now === null || element === null) return;
    edit({
      extensionElements: withVersionTag(element, value, now.get<Moddle>('moddle')) ?? undefined,
    });
  }

  function write(text: string) {
    const chosen = cell.value;
    if (chosen === null) return;
    viewer()?.get<Modeling>('modeling').editCell(chosen.element, text);
    cell.value = chosenCell(chosen.element);
  }

  /** Opens the view that has an element and selects it; a row by its first cell. */
  async function locate(id: string) {
    const view = views.value.find(({ element }) => isElement(element) && holds(element, id));
    if (view === undefined) return;
    if (view.id !== active.value?.id) await show(view);
    const now = viewer();
    const table = isElement(view.element) ? tableOf(view.element) : null;
    if (now === null || table === null) return;
    const rule = elementsOf(table, 'rule').find((one) => textOf(one, 'id') === id);
    const first = rule === undefined ? undefined : cellsOf(rule)[0];
    const target = first === undefined ? id : textOf(first, 'id');
    const element = now.get<Registry>('elementRegistry').get(target);
    if (element) now.get<Selection | null>('selection', false)?.select(element);
    place.value
      ?.querySelector(`[data-element-id="${CSS.escape(target)}"]`)
      ?.scrollIntoView({ block: 'nearest' });
  }

  const stopSaying = keepSaying(translate);
  const stack = () => viewer()?.get<Stack>('commandStack');
  onBeforeUnmount(() => {
    clearTimeout(pending);
    stopSaying();
    light.remove();
    modeler?.destroy();
  });
  return {
    ...{ views, active, subject, cell, failed, revision, decision },
    ...{ load, show, edit, tag, write, locate, save },
    light: light.put,
    written: () => written,
    undo: () => stack()?.undo(),
    redo: () => stack()?.redo(),
  };
}
