import { type Component, defineAsyncComponent } from 'vue';

/** The editor of each kind of file, by the ending of its name; each comes when it is opened. */
const editors: Readonly<Record<string, Component>> = {
  bpmn: defineAsyncComponent(() => import('../diagram/diagram-editor.vue')),
  dmn: defineAsyncComponent(() => import('../decision/decision-editor.vue')),
  form: defineAsyncComponent(() => import('../form/form-editor.vue')),
  json: defineAsyncComponent(() => import('../scenario/scenario-editor.vue')),
};

/** The editor that opens a file, if the house has one. */
export function editorOf(name: string): Component | null {
  return editors[endingOf(name)] ?? null;
}

/** `bpmn`, `dmn`, `form` or `json`. */
export function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

/** Who may change a file of a kind: process owners everything, rule administrators what rules are made of. */
export function rolesFor(name: string): readonly string[] {
  return endingOf(name) === 'bpmn' ? ['process-owner'] : ['process-owner', 'rule-admin'];
}
