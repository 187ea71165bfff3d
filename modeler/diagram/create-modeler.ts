import linting from '@camunda/linting/modeler';
import simulation from 'bpmn-js-token-simulation/lib/modeler';
import Modeler from 'camunda-bpmn-js/lib/camunda-cloud/Modeler';
import NavigatedViewer from 'camunda-bpmn-js/lib/camunda-cloud/NavigatedViewer';
import type { Link } from '../frame/draft.ts';
import { linksModule } from './links/index.ts';
import { translateModule } from './translate/index.ts';
import type { WordsOf } from './translate/words.ts';
import { houseVariablesModule, type VariablesOf } from './variables/index.ts';

interface Asked {
  readonly canvas: HTMLElement;
  readonly panel: HTMLElement;
  /** Where FEEL is written large: its words are ours as well. */
  readonly around: HTMLElement;
  /** Looks only. */
  readonly readonly: boolean;
  readonly wordsOf: WordsOf;
  readonly variablesOf: VariablesOf;
  readonly open: (link: Link) => void;
}

/** What owners change most stands open. */
const openGroups = {
  general: { open: true },
  form: { open: true },
  assignmentDefinition: { open: true },
  ElementTemplates__CustomProperties: { open: true },
} as const;

/** The modeler of the house is a list of modules: what it can do is read here. */
export function createModeler(asked: Asked): Modeler {
  const { canvas, panel, around, wordsOf, variablesOf, open } = asked;
  if (asked.readonly)
    return new NavigatedViewer({
      container: canvas,
      additionalModules: [translateModule(wordsOf)],
    });
  return new Modeler({
    container: canvas,
    // Saving moves nothing: a diagram keeps the place it was drawn at.
    disableAdjustOrigin: true,
    propertiesPanel: {
      parent: panel,
      feelPopupContainer: around,
      getFeelPopupLinks: () => [],
      layout: { groups: openGroups },
    },
    linting: { active: true },
    additionalModules: [
      translateModule(wordsOf),
      simulation,
      linting,
      houseVariablesModule(variablesOf),
      linksModule(open),
    ],
  });
}
