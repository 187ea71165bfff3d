import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { onBeforeUnmount, onMounted, type Ref, ref, type ShallowRef, watch } from 'vue';

export interface Overlays {
  add(element: string, kind: string, overlay: object): void;
  clear(): void;
}
export interface Canvas {
  zoom(how?: string | number, at?: string): number;
  addMarker(element: string, marker: string): void;
}
interface Registry {
  get(element: string): unknown;
}

/** What a shown diagram may be marked with. */
export interface Marking {
  readonly overlays: Overlays;
  readonly canvas: Canvas;
  /** Whether the diagram has such an element. */
  readonly has: (element: string) => boolean;
}

interface Shown {
  readonly place: Readonly<ShallowRef<HTMLDivElement | null>>;
  readonly xml: () => string;
  /** Anything whose change shows the diagram anew. */
  readonly of: () => unknown;
  readonly frame: (canvas: Canvas) => void;
  readonly mark: (marking: Marking) => void;
}

/** Shows a diagram in a place of the page, in the colours of the desk, and marks it. */
export function useBpmnViewer({ place, xml, of, frame, mark }: Shown): {
  readonly failed: Ref<boolean>;
  /** Null before anything was shown. */
  readonly canvas: () => Canvas | null;
} {
  const failed = ref(false);
  let viewer: NavigatedViewer | null = null;

  async function show() {
    if (place.value === null) return;
    viewer ??= new NavigatedViewer({
      container: place.value,
      bpmnRenderer: {
        defaultFillColor: 'var(--surface)',
        defaultStrokeColor: 'var(--ink)',
        defaultLabelColor: 'var(--ink)',
      },
    });
    try {
      await viewer.importXML(xml());
      failed.value = false;
      const canvas = viewer.get<Canvas>('canvas');
      const overlays = viewer.get<Overlays>('overlays');
      const registry = viewer.get<Registry>('elementRegistry');
      frame(canvas);
      overlays.clear();
      mark({ overlays, canvas, has: (element) => Boolean(registry.get(element)) });
    } catch {
      failed.value = true;
    }
  }

  onMounted(show);
  watch(of, show);
  onBeforeUnmount(() => viewer?.destroy());
  return { failed, canvas: () => viewer?.get<Canvas>('canvas') ?? null };
}

/** A small label that is laid over an element. */
export function badge(className: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}
