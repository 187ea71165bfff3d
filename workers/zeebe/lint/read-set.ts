import type { Resource } from '../port.ts';
import { type Decision, readDecisions } from './decision.ts';
import { type Diagram, type Element, readElements } from './diagram.ts';
import { type Form, parseForm } from './form.ts';
import { parseDecisions, parseDiagram } from './read-xml.ts';

/** One diagram, decision file or form with the text it was read from. */
export type InSet<T> = T & { readonly file: string; readonly text: string };

/** A set of files, read as far as they lean on each other. Files that cannot be read are left to the lint. */
export interface ModelSet {
  readonly diagrams: readonly InSet<{ readonly diagram: Diagram }>[];
  readonly decisions: readonly InSet<{ readonly decision: Decision }>[];
  readonly forms: readonly InSet<{ readonly form: Form }>[];
}

/** Reads a set of files for questions that go from one file to another. */
export async function readModels(resources: readonly Resource[]): Promise<ModelSet> {
  const ending = (kind: string) => resources.filter(({ name }) => name.endsWith(kind));
  const diagrams = await Promise.all(
    ending('.bpmn').map(async ({ name, content }) => {
      const { root } = await parseDiagram(content);
      return root === null ? [] : [{ file: name, text: content, diagram: readElements(root) }];
    }),
  );
  const decisions = await Promise.all(
    ending('.dmn').map(async ({ name, content }) => {
      const { root } = await parseDecisions(content);
      const found = root === null ? [] : readDecisions(root);
      return found.map((decision) => ({ file: name, text: content, decision }));
    }),
  );
  const forms = ending('.form').flatMap(({ name, content }) => {
    const read = parseForm(content);
    return 'form' in read ? [{ file: name, text: content, form: read.form }] : [];
  });
  return { diagrams: diagrams.flat(), decisions: decisions.flat(), forms };
}

/** Every element of every diagram of a set, with the file it is drawn in. */
export function elementsOf(set: ModelSet): InSet<{ readonly element: Element }>[] {
  return set.diagrams.flatMap(({ file, text, diagram }) =>
    diagram.elements.map((element) => ({ file, text, element })),
  );
}
