import type { Finding } from '../zeebe/lint/problem.ts';
import { feelFinding } from './feel.ts';
import { heldBy, isPart, type Part, textOf, typeOf } from './moddle.ts';

/** An expression of a diagram with the element it belongs to. */
interface Expression {
  readonly element: string | null;
  readonly text: string;
}

const notElements = /(?:EventDefinition|Expression|LoopCharacteristics)$/;

function ownId(part: Part): string | null {
  const isOwn = textOf(part.$type).startsWith('bpmn:') && !notElements.test(typeOf(part));
  return isOwn ? textOf(part.id) || null : null;
}

/** Whatever begins with an equals sign where the engine would evaluate it; a name or a text may begin so too. */
function written(part: Part, name: string, value: string): string | null {
  const evaluates = textOf(part.$type).startsWith('zeebe:') || name === 'body';
  return evaluates && value.trimStart().startsWith('=') ? value.trimStart().slice(1) : null;
}

function expressionsIn(part: Part, owner: string | null): Expression[] {
  const element = ownId(part) ?? owner;
  return heldBy(part).flatMap(([name, value]): Expression[] => {
    if (typeof value === 'string') {
      const text = written(part, name, value);
      return text === null ? [] : [{ element, text }];
    }
    const inner = Array.isArray(value) ? value : [value];
    return inner.filter(isPart).flatMap((one) => expressionsIn(one, element));
  });
}

/** Expressions of a diagram that could keep the engine busy without end. */
export function expressionFindings(root: unknown): Finding[] {
  const all = isPart(root) ? expressionsIn(root, null) : [];
  return all.flatMap(({ element, text }) => {
    const found = feelFinding(text, 'expression');
    // An expression that cannot be read is named by the rules of the engine's version.
    return found?.rule === 'feel-bomb' ? [{ element, ...found }] : [];
  });
}
