import { describe, expect, test } from '@jest/globals';
import { html, paragraphs, toText } from '../../api/citizen/html.ts';

const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</textarea><svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '&lt;script&gt;',
  '<!--',
];

describe('what a person typed is shown and never run', () => {
  test.each(attacks)('%s stays text between tags and in attributes', (attack) => {
    const page = toText(html`<p title="${attack}">${attack}</p>`);

    expect(page.match(/[<>]/g)).toHaveLength(4);
    expect(page.match(/"/g)).toHaveLength(2);
    expect(page).not.toMatch(/'/);
  });

  test('an object that looks like markup from outside is not taken for it', () => {
    const forged: unknown = JSON.parse('{"Symbol(markup)":"<script>","markup":"<script>"}');

    // A cast would be needed to get it in; at run time it is no markup either.
    expect(() => toText(Reflect.apply(html, null, [['', ''], forged]))).toThrow();
  });

  test('the detector of this suite can fail: unescaped text is found', () => {
    expect('<p title="<b>"></p>'.match(/[<>]/g)).not.toHaveLength(4);
  });
});

describe('markup', () => {
  test('templates nest without being escaped twice, lists follow one another, null and false are nothing', () => {
    const items = ['a', 'b'].map((one) => html`<li>${one}</li>`);

    expect(toText(html`<ul>${items}${null}${false}${0}</ul>`)).toBe(
      '<ul><li>a</li><li>b</li>0</ul>',
    );
  });

  test('an empty line begins a paragraph, and a single break stays', () => {
    expect(toText(html`${paragraphs('一\n二\n\n\n三')}`)).toBe(
      '<p class="typed">一\n二</p><p class="typed">三</p>',
    );
  });
});
