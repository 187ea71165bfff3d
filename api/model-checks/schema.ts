import { z } from 'zod';
import { bare, endpoint } from '../endpoint.ts';
import { fileName, readers, versionTag } from '../model-drafts/schema.ts';
import { id } from '../text.ts';

const problem = z.object({
  file: z.string().nullable(),
  element: z.string().nullable(),
  line: z.number().nullable(),
  rule: z.string(),
  level: z.enum(['error', 'warning']),
  message: z.string(),
});
export type ModelProblem = z.infer<typeof problem>;
const problems = z.object({ problems: z.array(problem) });

const changeKind = z.enum(['added', 'removed', 'changed', 'moved']);
const cell = z.object({ before: z.string().nullable(), after: z.string().nullable() });
const comparedTable = z.object({
  decision: z.string(),
  name: z.string(),
  columns: z.array(z.object({ title: z.string(), output: z.boolean() })),
  rows: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['added', 'removed', 'changed', 'moved', 'same']),
      moved: z.boolean(),
      numberBefore: z.number().nullable(),
      numberAfter: z.number().nullable(),
      cells: z.array(cell),
    }),
  ),
});
export type ComparedTableView = z.infer<typeof comparedTable>;

const difference = z.object({
  name: z.string(),
  model: z.enum(['bpmn', 'dmn', 'form', 'scenario']),
  kind: z.enum(['added', 'removed', 'changed']),
  changes: z.array(
    z.object({ kind: changeKind, element: z.string().nullable(), words: z.string() }),
  ),
  tables: z.array(comparedTable),
});
export type DifferenceView = z.infer<typeof difference>;
const differences = z.object({
  from: z.string().nullable(),
  to: z.string().nullable(),
  files: z.array(difference),
});
export type DifferencesView = z.infer<typeof differences>;

const bothTexts = z.object({ before: z.string().nullable(), after: z.string().nullable() });
export type BothTexts = z.infer<typeof bothTexts>;

export const checkDraft = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/drafts/:id/check',
  summary: 'What has to be mended before a draft may be put in force, and what to look at',
  who: [...readers],
  params: z.strictObject({ id }),
  answer: problems,
});

export const checkFiles = endpoint({
  ...bare,
  method: 'post',
  path: '/studio/check',
  summary: 'The same for files that are being edited, alone or within a draft',
  who: [...readers],
  body: z.strictObject({
    files: z
      .array(z.strictObject({ name: fileName, content: z.string() }))
      .min(1)
      .max(100),
    within: id.optional(),
  }),
  sends: 'json',
  answer: problems,
});

export const draftDifferences = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/drafts/:id/differences',
  summary: 'What a draft changes, file by file, in words',
  who: [...readers],
  params: z.strictObject({ id }),
  answer: differences,
});

const fromTo = z.strictObject({ from: versionTag, to: versionTag });

export const setDifferences = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/differences',
  summary: 'What differs between two sets, file by file, in words',
  who: [...readers],
  query: fromTo,
  answer: differences,
});

export const draftTexts = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/drafts/:id/differences/:name',
  summary: 'Both versions of a file of a draft: as it was and as it would be',
  who: [...readers],
  params: z.strictObject({ id, name: fileName }),
  answer: bothTexts,
});

export const setTexts = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/differences/:name',
  summary: 'Both versions of a file of two sets',
  who: [...readers],
  params: z.strictObject({ name: fileName }),
  query: fromTo,
  answer: bothTexts,
});

const processTable = z.object({
  process: z.string(),
  name: z.string(),
  rows: z.array(
    z.object({
      element: z.string(),
      type: z.string(),
      name: z.string(),
      roles: z.array(z.string()),
      deadlines: z.array(z.string()),
      next: z.array(
        z.object({ element: z.string(), name: z.string(), type: z.string(), when: z.string() }),
      ),
      depth: z.number(),
    }),
  ),
});
export type ProcessTableView = z.infer<typeof processTable>;

export const draftSteps = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/drafts/:id/steps/:name',
  summary: 'A diagram as a table: step, role, deadline and what comes next, in reading order',
  who: [...readers],
  params: z.strictObject({ id, name: fileName }),
  answer: z.object({ processes: z.array(processTable) }),
});

const field = z.object({
  name: z.string(),
  type: z.string(),
  optional: z.boolean(),
  values: z.array(z.string()),
});
const column = z.object({ name: z.string(), type: z.string(), label: z.string() });
const palette = z.object({
  jobs: z.array(z.object({ type: z.string(), inputs: z.array(field), outputs: z.array(field) })),
  roles: z.array(z.object({ id: z.string(), name: z.string() })),
  actions: z.array(z.object({ name: z.string(), title: z.string(), fields: z.array(field) })),
  messages: z.array(z.object({ name: z.string(), variables: z.array(field) })),
  forms: z.array(
    z.object({
      id: z.string(),
      file: z.string(),
      fields: z.array(z.object({ key: z.string(), type: z.string(), label: z.string() })),
    }),
  ),
  decisions: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      file: z.string(),
      inputs: z.array(column),
      outputs: z.array(column),
    }),
  ),
  processes: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      file: z.string(),
      variables: z.array(
        z.object({ name: z.string(), type: z.string(), from: z.string().nullable() }),
      ),
    }),
  ),
});
export type PaletteView = z.infer<typeof palette>;

export const readPalette = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/palette',
  summary: 'Everything a model may use: job types, roles, actions, messages, forms, decisions',
  who: [...readers],
  query: z.strictObject({ draft: id.optional() }),
  answer: palette,
});
