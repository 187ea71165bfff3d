/** The part of dmn-js the house uses. */
declare module 'dmn-js/lib/Modeler' {
  export interface View {
    readonly element: unknown;
    readonly id: string;
    readonly name?: string;
    readonly type: 'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression';
  }
  export interface Viewer {
    get<T>(name: string, strict?: boolean): T;
    on<E>(event: string, listener: (event: E) => void): void;
  }
  export default class Modeler {
    constructor(options: Readonly<Record<string, unknown>>);
    importXML(xml: string, options?: { readonly open?: boolean }): Promise<unknown>;
    saveXML(options?: { readonly format?: boolean }): Promise<{ readonly xml: string }>;
    open(view: View): Promise<unknown>;
    getViews(): readonly View[];
    getActiveView(): View | undefined;
    getActiveViewer(): Viewer | undefined;
    on<E>(event: string, listener: (event: E) => void): void;
    destroy(): void;
  }
}

declare module 'dmn-js/lib/NavigatedViewer' {
  import type Modeler from 'dmn-js/lib/Modeler';

  const NavigatedViewer: typeof Modeler;
  export default NavigatedViewer;
}
