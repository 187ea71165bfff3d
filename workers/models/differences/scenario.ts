import type { Scenario } from '../scenario.ts';
import type { Words } from '../words.ts';
import { type Change, type Fact, factChanges } from './change.ts';

type Case = Scenario['cases'][number];

const fact = (word: string, of: string, value: unknown): [string, Fact] => [
  `${word}/${of}`,
  { word, of, value: JSON.stringify(value) ?? '' },
];

function factsOf({ inputs, expect }: Case): Map<string, Fact> {
  const given = Object.entries(inputs).map(([name, value]) => fact('scenario-input', name, value));
  return new Map([...given, fact('scenario-expect', '', expect)]);
}

const called = (name: string): Words => ({
  key: 'difference.named',
  params: { kind: { key: 'element.example' }, name },
});

/** What differs between two versions of a file of examples, in words: examples by their names. */
export function scenarioChanges(before: Scenario | null, after: Scenario | null): Change[] {
  const was = new Map((before?.cases ?? []).map((one) => [one.name, one]));
  const now = new Map((after?.cases ?? []).map((one) => [one.name, one]));
  const about = { key: 'element.examples' };
  const decisions = [before, after].map((one) =>
    one === null ? new Map() : new Map([fact('scenario-decision', '', one.decision)]),
  );
  const whole = factChanges(null, about, decisions[0] ?? new Map(), decisions[1] ?? new Map());
  const each = [...new Set([...was.keys(), ...now.keys()])].flatMap((name): Change[] => {
    const [old, fresh] = [was.get(name), now.get(name)];
    if (old !== undefined && fresh !== undefined)
      return factChanges(name, called(name), factsOf(old), factsOf(fresh));
    const kind = fresh === undefined ? 'removed' : 'added';
    const words = { key: `difference.${kind}`, params: { what: called(name) } };
    return [{ kind, element: name, words }];
  });
  return [...(before === null || after === null ? [] : whole), ...each];
}
