/** One place of a diagram, decision or form that must be mended before it may reach the engine. */
export interface Problem {
  /** File the place is in; null while a text is looked at alone. */
  readonly file: string | null;
  /** Id of the element; null when the whole file is meant. */
  readonly element: string | null;
  readonly rule: string;
  /** What is wrong and what to do. */
  readonly message: string;
  /** Line of the text, counted from 1. */
  readonly line: number | null;
}

/** A problem before its place in a text is known. */
export interface Finding {
  readonly element: string | null;
  readonly rule: string;
  readonly message: string;
}

/** The line on which an element of an XML or JSON text has its id. */
export function lineOf(text: string, element: string | null): number | null {
  if (element === null) return null;
  const quoted = element.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const place = text.search(new RegExp(`\\bid(?:=|"\\s*:\\s*)["']${quoted}["']`));
  return place < 0 ? null : text.slice(0, place).split('\n').length;
}

/** Findings with their lines in the text they were made in. */
export function placed(text: string, findings: readonly Finding[]): Problem[] {
  return findings.map((finding) => ({
    file: null,
    ...finding,
    line: lineOf(text, finding.element),
  }));
}
