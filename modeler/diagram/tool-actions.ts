import type Modeler from 'camunda-bpmn-js/lib/camunda-cloud/Modeler';
import { coveredBeside, fitView } from './fit-view.ts';
import type { Canvas, CommandStack, EditorActions, Toggle, ToggleMode } from './services.ts';

const step = 1.25;

/** What the buttons of the bar do, by name. */
export function actionsOf(modeler: Modeler): Readonly<Record<string, () => void>> {
  const canvas = () => modeler.get<Canvas>('canvas');
  const stack = () => modeler.get<CommandStack>('commandStack');
  const zoom = (by: number) => canvas().zoom(canvas().zoom() * by);
  return {
    undo: () => stack().undo(),
    redo: () => stack().redo(),
    zoomIn: () => zoom(step),
    zoomOut: () => zoom(1 / step),
    fit: () => fitView(canvas(), coveredBeside(canvas().getContainer())),
    find: () => modeler.get<EditorActions>('editorActions').trigger('find'),
    minimap: () => modeler.get<Toggle>('minimap').toggle(),
    simulate: () => modeler.get<ToggleMode>('toggleMode').toggleMode(),
  };
}
