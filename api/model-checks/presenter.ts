import { createSentenceBook } from '../../processes/language/sentences.ts';
import type { LeveledProblem } from '../../workers/models/check-models.ts';
import type { FileDifference } from '../../workers/models/differences/compare-files.ts';
import type { Palette } from '../../workers/models/palette.ts';
import type { ProcessTable } from '../../workers/models/process-table.ts';
import { inWords, type Tongue } from '../../workers/models/words.ts';
import { type Lang, type Language, readDictionaries } from '../language.ts';
import type { DifferenceView, ModelProblem, PaletteView, ProcessTableView } from './schema.ts';

const dictionary = 'checks';
/** What may itself be a sentence of a library; everything else is somebody's own word and stays as it is. */
const nested = new Set([
  ...[
    'kind',
    'type',
    'event',
    'parent',
    'what',
    'extensions',
    'properties',
    'one',
    'other',
    'cause',
  ],
]);

/** The language of a person for everything that looks at models. */
export function tongueOf(language: Language, lang: Lang): Tongue {
  return {
    has: (key) => language.has(lang, dictionary, key),
    say: (key, params) => language.say(lang, dictionary, key, params),
  };
}

/** Puts the English sentences of checks and libraries into a person's language, with what is inside them. */
export type Translate = (sentence: string, lang: Lang) => string;

export function createTranslate(language: Language): Translate {
  const said = readDictionaries('en')[dictionary]?.said ?? {};
  const templates = Object.entries(typeof said === 'string' ? {} : said).flatMap(([key, text]) =>
    typeof text === 'string' ? [[key, text] as const] : [],
  );
  const recognise = createSentenceBook(Object.fromEntries(templates));
  const translate: Translate = (sentence, lang) => {
    const known = lang === 'en' ? null : recognise(sentence);
    if (known === null) return sentence;
    const inner = Object.entries(known.params).map(
      ([name, text]) => [name, nested.has(name) ? translate(text, lang) : text] as const,
    );
    return language.say(lang, dictionary, `said.${known.key}`, Object.fromEntries(inner));
  };
  return translate;
}

/** A problem as the desk shows it. */
export function presentProblem(
  { file, element, line, rule, level, message }: LeveledProblem,
  translate: (sentence: string) => string,
): ModelProblem {
  return { file, element, line, rule, level, message: translate(message) };
}

/** What differs in a file, in a person's language. */
export function presentDifference(
  { name, model, kind, changes, tables }: FileDifference,
  tongue: Tongue,
): DifferenceView {
  return {
    ...{ name, model, kind },
    changes: changes.map((change) => ({ ...change, words: inWords(change.words, tongue) })),
    tables: tables.map(({ decision, name: title, columns, rows }) => ({
      ...{ decision, name: title, columns: [...columns] },
      rows: rows.map((row) => ({ ...row, cells: [...row.cells] })),
    })),
  };
}

/** A process as a table in a person's language. */
export function presentSteps(
  { process, name, rows }: ProcessTable,
  language: Language,
  lang: Lang,
): ProcessTableView {
  const tongue = tongueOf(language, lang);
  const role = (id: string) =>
    language.has(lang, 'words', `role.${id}`) ? language.say(lang, 'words', `role.${id}`) : id;
  const type = (word: string) => inWords({ key: `element.${word}`, or: word }, tongue);
  return {
    ...{ process, name },
    rows: rows.map((row) => ({
      ...{ element: row.element, name: row.name, depth: row.depth, type: type(row.type) },
      roles: row.roles.map(role),
      deadlines: row.deadlines.map((words) => inWords(words, tongue)),
      next: row.next.map((next) => ({ ...next, type: type(next.type) })),
    })),
  };
}

/** What a model may use, named in a person's language. */
export function presentPalette(palette: Palette, language: Language, lang: Lang): PaletteView {
  const word = (kind: string, id: string) =>
    language.has(lang, 'words', `${kind}.${id}`)
      ? language.say(lang, 'words', `${kind}.${id}`)
      : id;
  const fields = (given: Palette['jobs'][number]['inputs']) =>
    given.map((field) => ({ ...field, values: [...field.values] }));
  return {
    jobs: palette.jobs.map(({ type, inputs, outputs }) => ({
      ...{ type, inputs: fields(inputs), outputs: fields(outputs) },
    })),
    roles: palette.roles.map((id) => ({ id, name: word('role', id) })),
    actions: palette.actions.map(({ name, fields: given }) => ({
      ...{ name, title: word('action', name), fields: fields(given) },
    })),
    messages: palette.messages.map(({ name, variables }) => ({
      ...{ name, variables: fields(variables) },
    })),
    forms: palette.forms.map((form) => ({ ...form, fields: [...form.fields] })),
    decisions: palette.decisions.map((decision) => ({
      ...decision,
      inputs: [...decision.inputs],
      outputs: [...decision.outputs],
    })),
    processes: palette.processes.map((one) => ({ ...one, variables: [...one.variables] })),
  };
}
