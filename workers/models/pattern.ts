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

/** One piece of a pattern: a bracket that opens or closes, or anything else, with how often it is repeated. */
interface Piece {
  readonly kind: 'opens' | 'closes' | 'other';
  readonly again: boolean;
  readonly optional: boolean;
}

function piecesOf(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < pattern.length) {
    const kind = pattern[at] === '(' ? 'opens' : pattern[at] === ')' ? 'closes' : 'other';
    at += kind === 'other' ? atomLength(pattern, at) : 1;
    const rest = kind === 'opens' ? '' : pattern.slice(at, at + 24);
    const again = repeated.exec(rest);
    const times = again ?? optional.exec(rest);
    pieces.push({ kind, again: again !== null, optional: times !== null });
    at += times?.[0].length ?? 0;
  }
  return pieces;
}

/**
 * Whether a pattern repeats a part that itself repeats, such as `(a+)+`: a text of thirty signs can keep such a pattern
 * busy for years.
 */
export function repeatsRepetition(pattern: string): boolean {
  const open: Group[] = [{ repeats: false }];
  for (const piece of piecesOf(pattern)) {
    if (piece.kind === 'opens') {
      open.push({ repeats: false });
      continue;
    }
    const inner = piece.kind === 'closes' ? open.pop() : undefined;
    if (inner?.repeats && piece.again) return true;
    const outer = open.at(-1);
    if (outer !== undefined && (inner?.repeats || piece.optional)) outer.repeats = true;
  }
  return false;
}
