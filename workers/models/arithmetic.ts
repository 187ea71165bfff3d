const token = /\s*(?:(?<number>\d+(?:\.\d+)?)|(?<sign>\*\*|[-+*/()]))/y;

/** The numbers and signs of a calculation; null when it holds anything else. */
function tokensOf(text: string): string[] | null {
  const trimmed = text.trim();
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < trimmed.length) {
    const found = token.exec(trimmed);
    if (found === null) return null;
    tokens.push(found.groups?.number ?? found.groups?.sign ?? '');
  }
  return tokens;
}

const operations: readonly (readonly [string, (a: number, b: number) => number])[][] = [
  [
    ['+', (a, b) => a + b],
    ['-', (a, b) => a - b],
  ],
  [
    ['*', (a, b) => a * b],
    ['/', (a, b) => a / b],
  ],
  [['**', (a, b) => a ** b]],
];

/** Reads what binds at least as strongly as `level` from the front of the tokens; NaN where it makes no sense. */
function read(tokens: string[], level: number): number {
  const row = operations[level];
  if (row === undefined) return readOne(tokens);
  let value = read(tokens, level + 1);
  for (;;) {
    const operation = row.find(([sign]) => sign === tokens[0]);
    if (operation === undefined) return value;
    tokens.shift();
    value = operation[1](value, read(tokens, level + 1));
  }
}

function readOne(tokens: string[]): number {
  const first = tokens.shift();
  if (first === '-') return -readOne(tokens);
  if (first !== '(') return first === undefined ? Number.NaN : Number(first);
  const inner = read(tokens, 0);
  return tokens.shift() === ')' ? inner : Number.NaN;
}

/** The value of a calculation with written numbers; null for anything that is only known later. */
export function written(text: string): number | null {
  const tokens = text.length > 200 ? null : tokensOf(text);
  if (tokens === null || tokens.length === 0) return null;
  const value = read(tokens, 0);
  return tokens.length > 0 || Number.isNaN(value) ? null : value;
}
