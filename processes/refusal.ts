/**
 * A rule said no. Never retried: it becomes an RFC 9457 problem over HTTP and a BPMN error in the engine.
 * The words for people stand in the dictionaries under `problems.<code>`, filled with `params`.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}
