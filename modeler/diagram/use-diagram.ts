import type Modeler from 'camunda-bpmn-js/lib/camunda-cloud/Modeler';
import { onBeforeUnmount, ref, shallowRef } from 'vue';
import type { CommandStack, EventBus, SelectionEvent, Shape } from './services.ts';

const writeAfterMs = 250;

/** How the diagram is just now, for the bars around it. */
export function useDiagram(changed: (xml: string) => void) {
  const modeler = shallowRef<Modeler | null>(null);
  const failed = ref(false);
  const ready = ref(false);
  const canUndo = ref(false);
  const canRedo = ref(false);
  const simulates = ref(false);
  const selected = shallowRef<Shape | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const { xml } = (await modeler.value?.saveXML({ format: true })) ?? {};
    if (xml !== undefined) changed(xml);
  }

  function followSelection(shown: Modeler): void {
    shown.get<EventBus>('eventBus').on('selection.changed', ({ newSelection }: SelectionEvent) => {
      selected.value = newSelection?.length === 1 ? (newSelection[0] ?? null) : null;
    });
  }

  function followChanges(shown: Modeler): void {
    const bus = shown.get<EventBus>('eventBus');
    const stack = shown.get<CommandStack>('commandStack');
    bus.on('commandStack.changed', () => {
      canUndo.value = stack.canUndo();
      canRedo.value = stack.canRedo();
      if (!ready.value) return;
      clearTimeout(timer);
      timer = setTimeout(() => void write(), writeAfterMs);
    });
    bus.on('tokenSimulation.toggleMode', ({ active }: SelectionEvent) => {
      simulates.value = active === true;
    });
  }

  async function show(created: Modeler, xml: string, isEdited: boolean): Promise<void> {
    modeler.value = created;
    followSelection(created);
    if (isEdited) followChanges(created);
    try {
      await created.importXML(xml);
      ready.value = true;
    } catch {
      failed.value = true;
    }
  }

  /** Writes what was changed a moment ago. */
  async function finish(): Promise<void> {
    if (timer !== undefined) await write();
  }

  onBeforeUnmount(() => {
    clearTimeout(timer);
    modeler.value?.destroy();
  });
  return { modeler, failed, ready, canUndo, canRedo, simulates, selected, show, finish };
}
