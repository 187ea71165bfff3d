import { describe, expect, test } from '@jest/globals';
import { xmlOf } from '../../api/open311/xml.ts';

const body = (value: Parameters<typeof xmlOf>[1]) => xmlOf('services', value).split('\n')[1];

describe('an answer written as XML', () => {
  test('names each member of a list as the standard does', () => {
    expect(body([{ service_code: 'health', metadata: true, group: null }])).toBe(
      '<services><service><service_code>health</service_code><metadata>true</metadata><group/></service></services>',
    );
  });

  test('holds whatever people wrote as text', () => {
    const hostile = '</description><script>&amp;"\'<![CDATA[]]>';

    expect(body([{ description: hostile }])).toBe(
      '<services><service><description>&lt;/description&gt;&lt;script&gt;&amp;amp;&quot;&apos;&lt;![CDATA[]]&gt;</description></service></services>',
    );
  });

  test('leaves out what no XML may hold, and keeps signs beyond 16 bits', () => {
    expect(body([{ description: '好\u0000\u000b\ud800😀\uffff了' }])).toContain('好😀了');
  });

  test('an empty list is an empty element', () => {
    expect(body([])).toBe('<services></services>');
  });
});
