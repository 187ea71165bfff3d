/** Names of a diagram's elements by id, for those who cannot see the picture. */
export function elementNames(xml: string): ReadonlyMap<string, string> {
  const parsed = new DOMParser().parseFromString(xml, 'application/xml');
  return new Map(
    [...parsed.querySelectorAll('[id][name]')].map((element) => [
      element.getAttribute('id') ?? '',
      element.getAttribute('name') ?? '',
    ]),
  );
}
