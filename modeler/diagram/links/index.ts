import type { Link } from '../../frame/draft.ts';
import type { ContextPad, Shape } from '../services.ts';
import { linkOf } from './linked-file.ts';

type Translate = (said: string) => string;
const afterOurs = 400;

/** Puts «open what is linked» beside a step that calls a diagram, decides by a table or shows a form. */
export function linksModule(open: (link: Link) => void): object {
  class LinkedFiles {
    static readonly $inject = ['contextPad', 'translate'];
    readonly #translate: Translate;

    constructor(contextPad: ContextPad, translate: Translate) {
      this.#translate = translate;
      contextPad.registerProvider(afterOurs, this);
    }

    getContextPadEntries(element: Shape): object {
      const link = linkOf(element.businessObject);
      if (link === null) return {};
      return {
        'open-linked': {
          group: 'edit',
          className: 'open-linked',
          title: this.#translate('Open what is linked'),
          action: { click: () => open(link) },
        },
      };
    }
  }
  return { __init__: ['linkedFiles'], linkedFiles: ['type', LinkedFiles] };
}
