/** The part of bpmn-js-differ the tests use: what it sees, we must see. */
declare module 'bpmn-js-differ' {
  type Seen = Readonly<Record<string, unknown>>;
  export function diff(
    before: unknown,
    after: unknown,
  ): {
    readonly _added: Seen;
    readonly _removed: Seen;
    readonly _changed: Seen;
    readonly _layoutChanged: Seen;
  };
}
