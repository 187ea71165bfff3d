import type { Report } from '@camunda/linting';
import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import { useRequest } from '../../../web/api/use-request.ts';
import type { WordsOf } from '../translate/words.ts';
import { createLint } from './lint-diagram.ts';

const checkAfterMs = 700;

/** A place of a file that would be refused, or stall later. */
export interface Problem {
  readonly file: string | null;
  readonly element: string | null;
  readonly rule: string;
  readonly level: 'error' | 'warning';
  readonly message: string;
}

interface Of {
  readonly draftId: string;
  readonly name: string;
  readonly wordsOf: WordsOf;
  /** Says that the diagram is too broken to be checked. */
  readonly unreadable: string;
  /** Shows findings on the canvas and beside the properties. */
  readonly mark: (reports: readonly object[]) => void;
}

const lastPart = (rule: string) => rule.slice(rule.lastIndexOf('/') + 1);
const placeOf = ({ element, rule }: Problem) => `${element} ${lastPart(rule)}`;

/** A finding of the house as the marks on the canvas take it. */
const reportOf = ({ element, rule, level, message }: Problem) => ({
  ...{ id: element, rule, message },
  category: level === 'error' ? 'error' : 'warn',
  propertiesPanel: { entryIds: [] },
});

/** What is wrong with the diagram: by the lint in the browser, and by the house about everything it refers to. */
export function useProblems({ draftId, name, wordsOf, unreadable, mark }: Of) {
  const request = useRequest();
  const lint = createLint();
  const reports = shallowRef<readonly Report[]>([]);
  const ofHouse = shallowRef<readonly Problem[]>([]);
  const checked = shallowRef(false);
  const isBroken = shallowRef(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let newest = 0;

  const own = computed(() =>
    reports.value.map(
      ({ id, rule, category, message }): Problem => ({
        ...{ file: name, element: id, rule, message },
        level: category === 'error' ? 'error' : 'warning',
      }),
    ),
  );
  const broken = computed((): readonly Problem[] =>
    isBroken.value
      ? [{ file: name, element: null, rule: 'unreadable', level: 'error', message: unreadable }]
      : [],
  );
  const problems = computed(() => {
    const said = new Set(ofHouse.value.map(placeOf));
    return [
      ...broken.value,
      ...ofHouse.value,
      ...own.value.filter((one) => !said.has(placeOf(one))),
    ];
  });
  watch([reports, ofHouse], () => mark([...reports.value, ...ofHouse.value.map(reportOf)]));

  async function lintOnce(xml: string): Promise<void> {
    const all = await lint(xml);
    const found = all.filter(({ category }) => category !== 'rule-error');
    isBroken.value = found.length < all.length;
    reports.value = found.map((report) => ({
      ...report,
      message: wordsOf(report.message) ?? report.message,
    }));
  }

  async function askHouse(content: string): Promise<void> {
    newest += 1;
    const mine = newest;
    const { response } = await request<{ readonly problems: readonly Problem[] }>('/studio/check', {
      method: 'POST',
      body: { files: [{ name, content }], within: draftId },
    });
    if (mine !== newest || response === null) return;
    ofHouse.value = response.body.problems.filter(({ file }) => file === name);
  }

  async function check(xml: string): Promise<void> {
    await Promise.all([lintOnce(xml), askHouse(xml)]);
    checked.value = true;
  }

  onScopeDispose(() => clearTimeout(timer));
  return {
    problems,
    checked,
    /** Checks a moment after the last change. */
    ask: (xml: string) => {
      clearTimeout(timer);
      timer = setTimeout(() => void check(xml), checkAfterMs);
    },
  };
}
