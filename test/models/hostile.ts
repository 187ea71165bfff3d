/** The canary: whoever follows a reference of a hostile file comes here. */
export interface Canary {
  readonly url: string;
  readonly file: string;
}

interface Hostile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly rule: string;
  readonly line: number | null;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const bpmn = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const dmn = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

function utf16(text: string, bom: boolean): Uint8Array {
  const body = Buffer.from(text, 'utf16le');
  return bom ? Buffer.concat([Buffer.from([0xff, 0xfe]), body]) : body;
}

const body = (namespace: string, inner = '') =>
  `<definitions xmlns="${namespace}" id="D" targetNamespace="t" name="n">${inner}</definitions>`;

const laughs = `<!DOCTYPE lolz [
  <!ENTITY a "ha">
${Array.from({ length: 12 }, (_, n) => `  <!ENTITY a${n} "${`&a${n === 0 ? '' : n - 1};`.repeat(10)}">`).join('\n')}
]>`;

/** Every way in which an XML file tries to be more than itself, as a diagram or as decisions. */
export function hostileXml(kind: '.bpmn' | '.dmn', { url, file }: Canary): Hostile[] {
  const own = body(kind === '.bpmn' ? bpmn : dmn);
  const xml = '<?xml version="1.0" encoding="UTF-8"?>';
  const refused = (name: string, text: string, rule: string, line: number | null): Hostile => ({
    ...{ name, bytes: utf8(text), rule, line },
  });
  const inRoot = (attributes: string, inner = '') =>
    own.replace('<definitions ', `<definitions ${attributes} `).replace('></', `>${inner}</`);
  return [
    refused(
      'a document type',
      `${xml}\n<!DOCTYPE x SYSTEM "${url}/x.dtd">\n${own}`,
      'no-doctype',
      2,
    ),
    refused(
      'a public document type',
      `<!DOCTYPE x PUBLIC "a" "${url}/x.dtd">${own}`,
      'no-doctype',
      1,
    ),
    refused(
      'an entity from a file',
      `${xml}<!DOCTYPE x [<!ENTITY y SYSTEM "file://${file}">]>${own}`,
      'no-doctype',
      1,
    ),
    refused(
      'an entity from the network',
      `${xml}<!DOCTYPE x [<!ENTITY % y SYSTEM "${url}/e"> %y;]>${own}`,
      'no-doctype',
      1,
    ),
    refused('a billion laughs', `${xml}\n${laughs}\n${own}`, 'no-doctype', 2),
    refused(
      'a document type behind a comment that is none',
      `${xml}<?a <!-- ?><!DOCTYPE x SYSTEM "${url}/d"><!-- -->${own}`,
      'no-doctype',
      1,
    ),
    refused('a document type after the root', `${own}\n<!doctype x>`, 'no-doctype', 2),
    refused(
      'another file included',
      `${xml}${inRoot('xmlns:xi="http://www.w3.org/2001/XInclude"', `<xi:include href="${url}/i"/>`)}`,
      'outside',
      1,
    ),
    refused(
      'a style from outside',
      `${xml}<?xml-stylesheet href="${url}/s.xsl"?>${own}`,
      'outside',
      1,
    ),
    refused(
      'a schema from outside',
      inRoot(
        `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a ${url}/s.xsd"`,
      ),
      'outside',
      1,
    ),
    refused(
      'an import',
      inRoot('', `\n<import namespace="a" location="${url}/i" importType="x"/>`),
      'outside',
      2,
    ),
    refused('UTF-7 declared', `<?xml version="1.0" encoding="UTF-7"?>${own}`, 'utf-8', 1),
    refused('UTF-7 by its mark', `+/v8-${own}`, 'utf-8', 1),
    refused('UTF-16 declared', `<?xml version="1.0" encoding="UTF-16"?>${own}`, 'utf-8', 1),
    { name: 'UTF-16 with its mark', bytes: utf16(own, true), rule: 'utf-8', line: null },
    { name: 'UTF-16 without its mark', bytes: utf16(own, false), rule: 'utf-8', line: null },
    {
      name: 'UTF-16 with the other end first',
      bytes: Buffer.from(utf16(own, false)).swap16(),
      rule: 'utf-8',
      line: null,
    },
    refused(
      'more than 2 MB',
      own.replace('></', `><!--${'x'.repeat(2_100_000)}--></`),
      'size',
      null,
    ),
    { name: '20 MB', bytes: Buffer.alloc(20 * 1024 * 1024, 'a'), rule: 'size', line: null },
    refused('elements nested too deep', `${'<a>'.repeat(60_000)}`, 'depth', 1),
    refused('too many elements', `${inRoot('', '<a/>'.repeat(20_001))}`, 'size', 1),
    refused('half of itself', own.slice(0, -8), 'xml', 1),
    refused('a page', '<html><body/></html>', 'xml', 1),
    refused('the same word of another standard', body('urn:other'), 'xml', 1),
    refused('no XML at all', 'hello', 'xml', 1),
    refused('comments that never end', `<a>${'<!--'.repeat(200_000)}`, 'xml', 1),
    refused('nothing', ' \n', 'empty', null),
  ];
}
