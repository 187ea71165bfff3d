import type { Words } from '../words.ts';
import { type Change, factChanges } from './change.ts';
import { type Item, itemsOf, picturesOf } from './diagram-items.ts';

/** How an element is called in a sentence: its name, or what it is and its id. */
function called({ id, type, name }: Item): Words {
  const kind = { key: `element.${type}`, or: type };
  return name === ''
    ? { key: 'difference.unnamed', params: { kind, id } }
    : { key: 'difference.named', params: { kind, name } };
}

const flows = new Set(['sequenceFlow', 'messageFlow', 'association']);

/** A flow is told by what it joins: its name is often empty. */
function thing(item: Item): Words {
  const [from = '', to = ''] = ['/sourceRef', '/targetRef'].map(
    (path) => item.facts.get(path)?.shown ?? '',
  );
  if (!flows.has(item.type) || item.name !== '' || from === '' || to === '') return called(item);
  const kind = { key: `element.${item.type}`, or: item.type };
  return { key: 'difference.flow', params: { kind, from, to } };
}

/**
 * What differs between two versions of a diagram or of the decisions of a file, in words: every element and every property, also those no picture
 * shows; what was only moved or coloured stands apart.
 *
 * @param before tree of the parser; null when there was no such file
 */
export function partChanges(before: unknown, after: unknown): Change[] {
  const [was, now] = [itemsOf(before), itemsOf(after)];
  const [drawnBefore, drawnAfter] = [picturesOf(before), picturesOf(after)];
  const removed = [...was.values()]
    .filter(({ id }) => !now.has(id))
    .map((item): Change => {
      const words = { key: 'difference.removed', params: { what: thing(item) } };
      return { kind: 'removed', element: item.id, words };
    });
  const others = [...now.values()].flatMap((item): Change[] => {
    const { id } = item;
    const old = was.get(id);
    if (old === undefined) {
      const words = { key: 'difference.added', params: { what: thing(item) } };
      return [{ kind: 'added', element: id, words }, ...addedFacts(item)];
    }
    const changes = retyped(old, item);
    const facts = factChanges(id, thing(item), old.facts, item.facts);
    const moved =
      drawnBefore.has(id) && drawnAfter.has(id) && drawnBefore.get(id) !== drawnAfter.get(id);
    const words = { key: 'difference.moved', params: { what: thing(item) } };
    return [
      ...changes,
      ...facts,
      ...(moved ? [{ kind: 'moved' as const, element: id, words }] : []),
    ];
  });
  return [...removed, ...others];
}

/** What a new element brings with it besides its name: a form, a role, a deadline. */
function addedFacts(item: Item): Change[] {
  const facts = new Map([...item.facts].filter(([path]) => path !== '/name'));
  if (flows.has(item.type)) {
    facts.delete('/sourceRef');
    facts.delete('/targetRef');
  }
  return factChanges(item.id, thing(item), new Map(), facts).map((change) => ({
    ...change,
    kind: 'added',
  }));
}

function retyped(old: Item, item: Item): Change[] {
  if (old.type === item.type) return [];
  const params = {
    what: called(item),
    was: { key: `element.${old.type}`, or: old.type },
    now: { key: `element.${item.type}`, or: item.type },
  };
  return [{ kind: 'changed', element: item.id, words: { key: 'difference.becomes', params } }];
}
