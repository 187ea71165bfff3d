/** Words of the expression language that name nothing. */
const words = new Set(
  'and or not in between if then else for return some every satisfies true false null function instance of item partial'.split(
    ' ',
  ),
);
/** Built-in functions with blanks in their names; taken out whole, or each of their words would look like a variable. */
const spaced =
  /\b(?:date and time|years and months duration|days and time duration|starts with|ends with|string length|upper case|lower case|substring before|substring after|list contains|insert before|index of|distinct values|get value|get entries|day of year|day of week|month of year|week of year|met by|overlaps before|overlaps after|finished by|started by|duplicate values|list replace|context put|context merge|string join|round half up|round half down|round up|round down|is defined|is empty|last day of month|random number|get or else)(?=\s*\()/g;

/**
 * The variables an expression reads: its names outside texts, without built-in functions and without what follows a
 * dot. The functions that ask for the time are given as names too.
 */
export function namesIn(expression: string): string[] {
  const plain = expression
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/@\s*""/g, '')
    .replace(spaced, '');
  const found = [
    ...plain.matchAll(/(?<![\p{L}\p{N}_.])([\p{L}_][\p{L}\p{N}_]*)(\s*\(|\s*:(?!:))?/gu),
  ].flatMap(([, one = '', after = '']) => {
    if (one === 'now' || one === 'today') return [one];
    return after === '' && !words.has(one) ? [one] : [];
  });
  return [...new Set(found)];
}
