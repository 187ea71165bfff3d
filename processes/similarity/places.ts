/** What a place is called after its name; of two that fit, the first. */
const kinds = [
  '大道|大街|社区|小区|花园|广场(?!舞)|公园|景区|市场|超市|医院|诊所|小学|中学|学校|大学|公司|大厦|公寓|家园',
  '中心(?!医院|小学)|车站|幼儿园|保健院|养老院|美容院|酒店|宾馆|银行|快递站|垃圾场|大厅|镇',
  '(?<![马道公线电走修铁过堵让])路(?!面)|(?<!上)街',
  // A river may lend its name to a street: then it is the street that is named.
  '(?:河|湖|湾|村|沟)(?!路|街|大道|巷|小区|社区|花园|公园|广场|苑)|巷|桥|苑|厂|厅',
].join('|');
/** Two signs and what kind of place they name; a house number right behind belongs to it. */
const chinesePlace = new RegExp(
  `(\\p{Script=Han}{2})(?:${kinds})(?:\\D{0,3}?(\\d+)(?:号|栋|幢|座))?`,
  'gu',
);
const latinPlace =
  /(?:(\d+) )?([\p{Script=Latin}]{3,}) (?:street|st|road|rd|avenue|ave|square|sq|park|bridge|lane|drive|boulevard)\b/gu;
/** «102路» is a bus line, and no street. */
const busLine = /(\d{1,3}路)/gu;
/** Two signs that are no name: «这个小区», «物业公司». */
const noName =
  /[的个在们是有这那我你他从把被了与及几到没不跳堆条]|.[前旁边口]|物业|来水|供热|燃气|供电|电力|热力|保险|开发|施工|公交|自来|服务|^(?:the|this|that|our|your|and|any|every|each|public|which)$/u;

/** Where a matter is, as far as its words say. */
export interface Places {
  /** Names without their kind: «滨河» for 滨河路东段. */
  readonly names: readonly string[];
  /** Names with a house or building number. */
  readonly spots: readonly string[];
}

function* namedIn(text: string): Generator<{ name: string; number: string | undefined }> {
  for (const [, line = ''] of text.matchAll(busLine)) yield { name: line, number: undefined };
  for (const [, name = '', number] of text.matchAll(chinesePlace))
    if (!noName.test(name)) yield { name, number };
  for (const [, number, name = ''] of text.matchAll(latinPlace))
    if (!noName.test(name)) yield { name, number };
}

/** The first two signs of a place that is named without its kind; a place in Latin letters as it stands. */
function asWritten(place: string): string[] {
  const [chinese] = place.match(/\p{Script=Han}{2}/u) ?? [];
  const name = chinese ?? place;
  return name === '' ? [] : [name];
}

/**
 * The places of a matter, from normalised texts: what the sender wrote as its place first, then what the letter names.
 *
 * @param most how many names, and how many house numbers, are kept
 */
export function placesIn(place: string, letter: string, most: number): Places {
  const own = [...namedIn(place)];
  const found = [...own, ...namedIn(letter)];
  const names = [...(own.length === 0 ? asWritten(place) : []), ...found.map(({ name }) => name)];
  const spots = found.flatMap(({ name, number }) =>
    number === undefined ? [] : [`${name}#${number}`],
  );
  return { names: [...new Set(names)].slice(0, most), spots: [...new Set(spots)].slice(0, most) };
}

/** A normalised text without its places: where it is counts apart from what it is about. */
export function withoutPlaces(text: string, { names }: Places): string {
  const whole = text.replace(chinesePlace, (found: string, name: string) =>
    names.includes(name) ? ' ' : found,
  );
  return names.reduce((left, name) => left.replaceAll(name, ' '), whole);
}
