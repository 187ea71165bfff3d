import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';
import Modeler from 'dmn-js/lib/Modeler';
import NavigatedViewer from 'dmn-js/lib/NavigatedViewer';

/** What the engine reads beside the standard: a decision's version tag. */
const zeebe = {
  name: 'zeebe',
  prefix: 'zeebe',
  uri: 'http://camunda.org/schema/zeebe/1.0',
  xml: { tagAlias: 'lowerCase' },
  types: [
    {
      name: 'VersionTag',
      superClass: ['Element'],
      properties: [{ name: 'value', isAttr: true, type: 'String' }],
    },
  ],
};

interface Settings {
  readonly container: HTMLElement;
  readonly readonly: boolean;
  readonly translate: (said: string | undefined, params?: Record<string, string>) => string;
}

/** The library's editor of decisions, or its viewer, in the words of the desk. */
export function createDmnModeler({ container, readonly, translate }: Settings): Modeler {
  const words = { translate: ['value', translate] };
  const Kind = readonly ? NavigatedViewer : Modeler;
  return new Kind({
    container,
    height: '100%',
    moddleExtensions: { zeebe },
    drd: { additionalModules: [words] },
    decisionTable: { additionalModules: [words] },
    literalExpression: { additionalModules: [words] },
    boxedExpression: { additionalModules: [words] },
  });
}
