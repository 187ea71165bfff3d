/** The services of the modeler that the house calls, as far as it calls them. */
export interface ModelElement {
  readonly $type: string;
  readonly id?: string;
  readonly name?: string;
  get(property: string): unknown;
}

export interface Shape {
  readonly id: string;
  readonly type: string;
  readonly parent?: Shape | null;
  readonly labelTarget?: Shape;
  readonly businessObject: ModelElement;
}

export interface EventBus {
  on(event: string | readonly string[], listener: (event: SelectionEvent) => void): void;
  off(event: string, listener: (event: SelectionEvent) => void): void;
  fire(event: string, given?: object): void;
}

export interface SelectionEvent {
  readonly newSelection?: readonly Shape[];
  readonly active?: boolean;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Canvas {
  zoom(how?: string | number, at?: string): number;
  getContainer(): HTMLElement;
  viewbox(shown?: Box): {
    /** Where the diagram lies. */
    readonly inner: Box;
    /** The canvas on the screen. */
    readonly outer: Pick<Box, 'width' | 'height'>;
  };
  getRootElement(): Shape;
  scrollToElement(element: Shape): void;
  focus(): void;
}

export interface ElementRegistry {
  get(id: string): Shape | undefined;
  filter(matches: (element: Shape) => boolean): Shape[];
}

export interface Selection {
  get(): readonly Shape[];
  select(element: Shape | null): void;
}

export interface CommandStack {
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
}

export interface Toggle {
  toggle(): void;
}

export interface ToggleMode {
  toggleMode(active?: boolean): void;
}

export interface Linting {
  setErrors(reports: readonly object[]): void;
  showError(report: object): void;
  activate(): void;
}

export interface TemplatesLoader {
  setTemplates(templates: readonly object[]): void;
}

export interface ContextPad {
  registerProvider(priority: number, provider: object): void;
}

export interface EditorActions {
  trigger(action: string, options?: object): unknown;
}
