/** The parts of the editor's libraries that the house uses; none of them brings types of its own. */
declare module 'camunda-bpmn-js/lib/camunda-cloud/Modeler' {
  export default class Modeler {
    constructor(options: object);
    importXML(xml: string): Promise<{ readonly warnings: readonly unknown[] }>;
    saveXML(options?: { readonly format?: boolean }): Promise<{ readonly xml?: string }>;
    saveSVG(): Promise<{ readonly svg: string }>;
    get<T>(service: string): T;
    on(event: string, listener: () => void): void;
    destroy(): void;
  }
}

declare module 'camunda-bpmn-js/lib/camunda-cloud/NavigatedViewer' {
  export { default } from 'camunda-bpmn-js/lib/camunda-cloud/Modeler';
}

declare module 'bpmn-js-token-simulation/lib/modeler' {
  const module: object;
  export default module;
}

declare module '@camunda/linting/modeler' {
  const module: object;
  export default module;
}

declare module '@camunda/linting' {
  export interface Report {
    readonly id: string;
    readonly message: string;
    readonly category: 'error' | 'warn' | 'info' | 'rule-error';
    readonly rule: string;
  }
  export class Linter {
    constructor(options: { readonly modeler: 'web' | 'desktop'; readonly type: 'cloud' });
    lint(xml: string): Promise<readonly Report[]>;
  }
}

declare module 'bpmn-js-i18n/translations/zn' {
  const words: Readonly<Record<string, string>>;
  export default words;
}
