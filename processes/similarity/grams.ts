const run = /(\p{Script=Han}+)|(\d+)|([\p{L}]+)/gu;

function* chineseGrams(word: string): Generator<string> {
  if (word.length === 1) yield word;
  for (let at = 0; at + 1 < word.length; at += 1) yield word.slice(at, at + 2);
}

/** The word itself and its threes: a slip of the pen leaves most of them. */
function* latinGrams(word: string): Generator<string> {
  yield word;
  const framed = `^${word}$`;
  if (word.length > 3)
    for (let at = 0; at + 3 <= framed.length; at += 1) yield framed.slice(at, at + 3);
}

/** What a normalised text is compared by: twos of Chinese signs, numbers, Latin words and their threes. */
export function gramsOf(normalised: string): Set<string> {
  const grams = new Set<string>();
  for (const [, chinese, number, latin] of normalised.matchAll(run)) {
    if (chinese !== undefined) for (const gram of chineseGrams(chinese)) grams.add(gram);
    else if (number !== undefined) grams.add(`#${number}`);
    else for (const gram of latinGrams(latin ?? '')) grams.add(gram);
  }
  return grams;
}
