import { type FieldWords, formWords } from '../../processes/form/form-words.ts';
import type { DefinitionStore } from '../../workers/store/definitions.ts';
import type { TaskRow } from '../../workers/store/tasks.ts';
import type { Lang } from '../language.ts';

type Words = ReadonlyMap<string, FieldWords>;
type Task = Pick<TaskRow, '_id' | 'formKey'>;

/** What the fields of tasks are called, by the forms the tasks were done with. */
export interface FormWords {
  /** The words of each of these tasks' forms by the task's key; none for a task without a form. */
  readonly ofTasks: (
    tasks: readonly Task[],
    lang: Lang,
  ) => Promise<(taskKey: string | null) => Words>;
}

const none: Words = new Map();

/** Reads forms; what is deployed under a key never changes, so that each is read once. */
export function createFormWords({ findForm }: Pick<DefinitionStore, 'findForm'>): FormWords {
  const known = new Map<string, Words>();

  async function read(formKey: string, lang: Lang): Promise<Words> {
    const name = `${lang} ${formKey}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    const form = await findForm(formKey);
    if (form === null) return none;
    const words = formWords(JSON.parse(form.schema), lang);
    known.set(name, words);
    return words;
  }

  return {
    ofTasks: async (tasks, lang) => {
      const pairs = await Promise.all(
        tasks.map(async ({ _id, formKey }) => {
          return [_id, formKey === null ? none : await read(formKey, lang)] as const;
        }),
      );
      const byTask = new Map(pairs);
      return (taskKey) => byTask.get(taskKey ?? '') ?? none;
    },
  };
}
