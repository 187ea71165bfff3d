import { type Element, extensionOf } from './diagram.ts';
import { type DiagramRule, eachElement } from './engine-rules.ts';

const widthLimit = 1600;
const speaking = /^[A-Z][a-z]+_[A-Z][A-Za-z]*(?:_[A-Z][A-Za-z]*)*$/;
/** The ending that tools put behind an id of their own: seven letters and digits mixed. */
const generated = /_(?=[a-z\d]*\d)[a-z\d]{7}$/;
const han = /\p{Script=Han}/u;
const camel = (words: string) =>
  words.replace(/(?:^|[-:])([a-z])/g, (_, letter: string) => letter.toUpperCase());

const speakingIds = eachElement('speaking-id', ({ id }) =>
  speaking.test(id) && !generated.test(id) ? null : 'the id must say what the element is for',
);

const documented = eachElement('documented', ({ type, name, documentation }) =>
  type === 'sequenceFlow' && name === ''
    ? null
    : /[a-z]{3}/i.test(documentation)
      ? null
      : 'a line of English documentation is missing',
);

const chineseLabels = eachElement('chinese-label', ({ name }) =>
  name === '' || han.test(name) ? null : 'labels are Chinese',
);

/** `Activity_OpenCase` serves `complaint:open-case`: whoever sees one finds the other. */
const idTellsJob = eachElement('id-tells-job', (element) => {
  const type = extensionOf(element, 'taskDefinition')?.type;
  if (type === undefined) return null;
  const expected = `Activity_${camel(type.replace(/^[^:]*:/, ''))}`;
  return element.id === expected ? null : `a task of job type «${type}» has the id «${expected}»`;
});

const ends = (elements: readonly Element[]) => elements.filter(({ type }) => type === 'endEvent');

const oneEndPerOutcome: DiagramRule = ({ elements }) =>
  ends(elements).flatMap(({ id, name, incoming }) => {
    const twin = ends(elements).find((other) => other.id !== id && other.name === name);
    const message =
      twin !== undefined
        ? `«${twin.id}» has the same name: an outcome has one end`
        : incoming.length > 1
          ? 'several flows end here: an end has one way in, so that it names one outcome'
          : null;
    return message === null ? [] : [{ element: id, rule: 'one-end-per-outcome', message }];
  });

const processes: DiagramRule = ({ processes: all }) =>
  all.flatMap(({ id, element }) => {
    const message =
      element.documentation === ''
        ? 'the process has no documentation'
        : !han.test(element.name)
          ? 'the process has no Chinese name'
          : extensionOf(element, 'versionTag') === undefined
            ? 'the process has no version tag'
            : null;
    return message === null ? [] : [{ element: id, rule: 'process', message }];
  });

const oneScreen: DiagramRule = ({ width }) =>
  width <= widthLimit
    ? []
    : [
        {
          element: null,
          rule: 'one-screen',
          message: `the picture is ${width} px wide, more than a screen of ${widthLimit} px`,
        },
      ];

/** An instance with a token waiting at a join can never be moved to a newer version. */
const noParallelJoin = eachElement('no-parallel-join', ({ type, incoming }) =>
  (type === 'parallelGateway' || type === 'inclusiveGateway') && incoming.length > 1
    ? 'cases waiting at a join cannot move to a newer version: use several instances of one task instead'
    : null,
);

/** What the shipped diagrams promise beyond running; an owner's drawing need not. */
export const houseRules: readonly DiagramRule[] = [
  speakingIds,
  documented,
  chineseLabels,
  idTellsJob,
  oneEndPerOutcome,
  processes,
  oneScreen,
  noParallelJoin,
];
