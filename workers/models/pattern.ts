/** What a group of a pattern holds so far, and where it stands. */
interface Group {
  repeats: boolean;
}

const repeated = /^(?:[+*]|\{\d+,?\d*\})/;
const optional = /^\?/;

/** Length of what stands at a place and is no group: an escape, a class of signs, or one sign. */
function atomLength(pattern: string, at: number): number {
  if (pattern[at] === '\\') return 2;
  if (pattern[at] !== '[') return 1;
  const end = /^\[\^?\]?(?:[^\]\\]|\\.)*\]/.exec(pattern.slice(at))?.[0].length;
  return end ?? 1;
}

/** Notes that a group holds a repetition. */
function note(group: Group | undefined, repeats: boolean): void {
  if (group !== undefined && repeats) group.repeats = true;
}

/**
 * Whether a pattern repeats a part that itself repeats, such as `(a+)+`: a text of thirty signs can keep such a pattern
 * busy for years.
 */
export function repeatsRepetition(pattern: string): boolean {
  const open: Group[] = [{ repeats: false }];
  let at = 0;
  while (at < pattern.length) {
    const sign = pattern[at];
    if (sign === '(') open.push({ repeats: false });
    const closed = sign === ')' && open.length > 1 ? open.pop() : undefined;
    at += sign === '(' || closed !== undefined ? 1 : atomLength(pattern, at);
    const rest = sign === '(' ? '' : pattern.slice(at, at + 24);
    const again = repeated.exec(rest);
    if (closed?.repeats && again !== null) return true;
    const times = again ?? optional.exec(rest);
    note(open.at(-1), closed?.repeats === true || times !== null);
    at += times?.[0].length ?? 0;
  }
  return false;
}
