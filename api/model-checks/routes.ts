import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import { rememberChecks } from '../../workers/models/check-memory.ts';
import { checkModels } from '../../workers/models/check-models.ts';
import { compareSets } from '../../workers/models/differences/compare-files.ts';
import { paletteOf } from '../../workers/models/palette.ts';
import { processTables } from '../../workers/models/process-table.ts';
import { routedTopics } from '../../workers/models/routed-topics.ts';
import { topicsInForce } from '../../workers/store/house-settings.ts';
import { readModels } from '../../workers/zeebe/lint/read-set.ts';
import { parseDiagram } from '../../workers/zeebe/lint/read-xml.ts';
import type { Resource } from '../../workers/zeebe/port.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import { serveStaff } from '../serve.ts';
import {
  createTranslate,
  presentDifference,
  presentPalette,
  presentProblem,
  presentSteps,
  tongueOf,
} from './presenter.ts';
import {
  checkDraft,
  checkFiles,
  draftDifferences,
  draftSteps,
  draftTexts,
  readPalette,
  setDifferences,
  setTexts,
} from './schema.ts';

type Files = readonly Resource[];
type Deps = Pick<ApiDeps, 'modelSets' | 'modelDrafts' | 'language' | 'settings'>;

/** The files of a set and of what it is compared with. */
interface Sides {
  readonly from: string | null;
  readonly to: string | null;
  readonly before: Files;
  readonly after: Files;
}

async function setFiles({ modelSets }: Deps, tag: string): Promise<Files> {
  if ((await modelSets.find(tag)) === null) throw new Refusal('MODEL_SET_UNKNOWN');
  return modelSets.contents(tag);
}

async function draftSides({ modelSets, modelDrafts }: Deps, id: string): Promise<Sides> {
  const draft = await modelDrafts.find(id);
  if (draft === null) throw new Refusal('MODEL_DRAFT_UNKNOWN');
  const before = draft.base === null ? [] : await modelSets.contents(draft.base);
  return { from: draft.base, to: null, before, after: await modelDrafts.contents(id) };
}

async function setSides(deps: Deps, from: string, to: string): Promise<Sides> {
  const [before, after] = [await setFiles(deps, from), await setFiles(deps, to)];
  return { from, to, before, after };
}

function textsOf({ before, after }: Sides, name: string) {
  const text = (files: Files) => files.find((one) => one.name === name)?.content ?? null;
  const both = { before: text(before), after: text(after) };
  if (both.before === null && both.after === null) throw new Refusal('NOT_FOUND');
  return both;
}

/** Files as they are being edited, laid over those of their draft. */
function laidOver(draft: Files, edited: Files): Files {
  const names = new Set(edited.map(({ name }) => name));
  return [...draft.filter(({ name }) => !names.has(name)), ...edited];
}

/** Everything that looks at models without running them. */
export function modelCheckRoutes(deps: Deps): Router {
  const { modelSets, modelDrafts, language } = deps;
  const router = Router();
  const translate = createTranslate(language);

  // Whoever looks at a draft again, or as its reviewer, sees the same texts: they are checked once.
  const checkDraftOnce = rememberChecks((files) => checkModels(files));

  const checked = async (files: Files, lang: Lang, check: typeof checkDraftOnce = checkModels) => {
    const routing = await readModels(files.filter(({ name }) => name.endsWith('.dmn')));
    const routed = routedTopics(routing, await topicsInForce(deps.settings));
    const found = [...(await check(files)), ...routed];
    return found.map((one) => presentProblem(one, (sentence) => translate(sentence, lang)));
  };
  const compared = async ({ from, to, before, after }: Sides, lang: Lang) => {
    const tongue = tongueOf(language, lang);
    const files = await compareSets(before, after);
    return { from, to, files: files.map((file) => presentDifference(file, tongue)) };
  };

  serveStaff(router, checkDraft, async ({ params, req }) => ({
    body: {
      problems: await checked(await modelDrafts.contents(params.id), req.lang, checkDraftOnce),
    },
  }));

  serveStaff(router, checkFiles, async ({ body: { files, within }, req }) => {
    const draft = within === undefined ? [] : await modelDrafts.contents(within);
    return { body: { problems: await checked(laidOver(draft, files), req.lang) } };
  });

  serveStaff(router, draftDifferences, async ({ params, req }) => ({
    body: await compared(await draftSides(deps, params.id), req.lang),
  }));

  serveStaff(router, setDifferences, async ({ query: { from, to }, req }) => ({
    body: await compared(await setSides(deps, from, to), req.lang),
  }));

  serveStaff(router, draftTexts, async ({ params: { id, name } }) => ({
    body: textsOf(await draftSides(deps, id), name),
  }));

  serveStaff(router, setTexts, async ({ params: { name }, query: { from, to } }) => ({
    body: textsOf(await setSides(deps, from, to), name),
  }));

  serveStaff(router, draftSteps, async ({ params: { id, name }, req }) => {
    const file = (await modelDrafts.contents(id)).find((one) => one.name === name);
    if (file === undefined || !name.endsWith('.bpmn')) throw new Refusal('NOT_FOUND');
    const { root } = await parseDiagram(file.content);
    const processes = processTables(root);
    return { body: { processes: processes.map((one) => presentSteps(one, language, req.lang)) } };
  });

  serveStaff(router, readPalette, async ({ query: { draft }, req }) => {
    const inForce = draft === undefined ? await modelSets.inForce() : null;
    const files =
      draft === undefined
        ? await modelSets.contents(inForce?.tag ?? '')
        : await modelDrafts.contents(draft);
    const palette = paletteOf(await readModels(files));
    return { body: presentPalette(palette, language, req.lang) };
  });

  return router;
}
