/** The part of bpmnlint the house uses. */
declare module 'bpmnlint' {
  export interface Report {
    readonly id?: string;
    readonly message: string;
    readonly category: 'warn' | 'error' | 'info' | 'rule-error';
  }
  export interface Config {
    readonly extends: readonly string[];
    readonly rules: Readonly<Record<string, 'off' | 'warn' | 'error'>>;
  }
  export class Linter {
    constructor(options: { readonly config: Config; readonly resolver: unknown });
    lint(rootElement: unknown): Promise<Readonly<Record<string, readonly Report[]>>>;
  }
}

declare module 'bpmnlint/lib/resolver/node-resolver.js' {
  export default class NodeResolver {
    constructor(options: { readonly require: NodeJS.Require });
  }
}
