import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { BpmnModdle } from 'bpmn-moddle';
import { readSet } from '../../workers/zeebe/deploy.ts';
import { stampVersion } from '../../workers/zeebe/stamp-version.ts';

const tag =
  '<zeebe:versionTag xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" value="2026.11-a"/>';

function stamp(content: string, name = 'a.bpmn'): string {
  return stampVersion([{ name, content }], '2026.11-a')[0]?.content ?? '';
}

describe('the version of a set', () => {
  test('goes into extension elements that are there', () => {
    const given = '<b:process id="p"><b:extensionElements><x/></b:extensionElements></b:process>';

    expect(stamp(given)).toBe(
      `<b:process id="p"><b:extensionElements>${tag}<x/></b:extensionElements></b:process>`,
    );
  });

  test('makes extension elements behind the documentation where there are none', () => {
    const given =
      '<process id="p" name="a > b">\n <documentation>Handles &lt;it&gt;</documentation><startEvent/></process>';

    expect(stamp(given)).toBe(
      `<process id="p" name="a > b">\n <documentation>Handles &lt;it&gt;</documentation><extensionElements>${tag}</extensionElements><startEvent/></process>`,
    );
  });

  test('replaces the version of the last set and those of nobody else', () => {
    const old = '<zeebe:versionTag value="old" />';
    const given = `<b:process id="p"><b:extensionElements>${old}</b:extensionElements></b:process><!-- ${old} -->`;

    const stamped = stamp(given);

    expect(stamped).toContain(`<b:extensionElements>${tag}</b:extensionElements>`);
    expect(stamped).toContain(`<!-- ${old} -->`);
  });

  test('is put on every process and every decision, and again gives the same file', () => {
    const given =
      '<d><decision id="a"><decisionTable/></decision><!-- <decision id="no"> --><decision id="b"><description>x</description></decision></d>';

    const stamped = stamp(given, 'a.dmn');

    expect(stamped.split(tag)).toHaveLength(3);
    expect(stamp(stamped, 'a.dmn')).toBe(stamped);
  });

  test('leaves forms alone, and words that begin alike', () => {
    const form = '{"type":"default","id":"<process id=1>"}';

    expect(stamp(form, 'a.form')).toBe(form);
    expect(stamp('<decisionTable id="t"/><processRef/>')).toBe(
      '<decisionTable id="t"/><processRef/>',
    );
  });

  test('must be a plain word', () => {
    expect(() => stampVersion([], '"/><evil')).toThrow(RangeError);
  });

  test('is on everything the house ships, which stays readable', async () => {
    const shipped = await readSet(fileURLToPath(new URL('../../processes', import.meta.url)));

    const stamped = stampVersion(shipped, '2026.11-a');

    for (const { name, content } of stamped) {
      expect([name, content.split(tag).length - 1]).toEqual([name, name.endsWith('.form') ? 0 : 1]);
      if (name.endsWith('.bpmn')) {
        const { warnings } = await new BpmnModdle().fromXML(content);
        expect(warnings).toEqual([]);
      }
    }
    expect(stamped.length).toBeGreaterThan(10);
  });
});
