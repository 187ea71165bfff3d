import { describe, expect, test } from '@jest/globals';
import { idProblem, newFile, newKinds } from '../../web/studio/new-file.ts';
import { checkSet } from '../../workers/zeebe/lint/check-set.ts';

describe('a file begun in the studio', () => {
  test.each(newKinds)('a new %s is sound', async (kind) => {
    const events = { begun: '开始', done: '<结束>' };
    const { name, content } = newFile({ kind, id: 'site-visit', name: '现场 & "核查"', events });

    expect(name).toBe(`site-visit.${kind}`);
    expect(await checkSet([{ name, content }])).toEqual([]);
  });

  test('its id is what steps and files are called by, and is free', () => {
    const problemOf = (id: string, taken: string[] = []) => idProblem({ kind: 'form', id }, taken);

    expect(problemOf('site-visit')).toBeNull();
    for (const id of ['', '现场核查', 'Site', 'a--b', '-a', '../a'])
      expect(problemOf(id)).toBe('shape');
    expect(problemOf('assign', ['assign.form'])).toBe('taken');
  });
});
