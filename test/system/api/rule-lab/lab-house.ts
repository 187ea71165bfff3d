import { ensureExporter } from '../../../../engine/launch/exporter.mjs';
import { ruleLabEnv } from '../../../../engine/launch/rule-lab.mjs';
import type { NamedFile } from '../../../../processes/models/file.ts';
import type { Role } from '../../../../processes/roles.ts';
import { startReplays } from '../../../../workers/rule-lab/runner.ts';
import { createImportStore } from '../../../../workers/store/imports.ts';
import { pastProfile, pastRequest } from '../../../support/past-requests.ts';
import { changed, shipped, shippedSet } from '../../../support/shipped.ts';
import { until } from '../../../support/until.ts';
import { startApi } from '../start-api.ts';

export type LabHouse = Awaited<ReturnType<typeof openLabHouse>>;

const people: readonly (readonly [string, Role])[] = [
  ['rules', 'rule-admin'],
  ['reviewer', 'rule-reviewer'],
  ['clerk', 'intake-clerk'],
  ['auditor', 'auditor'],
];

/** The answer of the city regime is due after ten working days instead of eight. */
export async function slowerCity(): Promise<string> {
  const text = await shipped('complaint/regime.dmn');
  return changed(text, /(id="Rule_Regime_City_Out5">\s*<text>)8/, '$110');
}

/** A house with the shipped set in force, people of the rules, the real rule lab and past cases. */
export async function openLabHouse() {
  await ensureExporter();
  const house = await startApi(await ruleLabEnv());
  for (const [login, role] of people) await house.hire(login, { role, unitId: 'U-office' });
  const { deps } = house;

  async function putInForce(files: readonly NamedFile[], tag: string): Promise<void> {
    const at = new Date();
    const kept = await deps.modelFiles.keep(files, at);
    const nobody = { base: null, draftId: null, publishedBy: null, reviewedBy: null };
    await deps.modelSets.registerOnce(
      { tag, name: tag, description: '', files: kept, at, ...nobody },
      { state: 'in-force', inForceAt: at, parts: [], partitionCount: 1, partitions: [] },
    );
  }
  await putInForce(
    [
      ...(await shippedSet()),
      {
        name: 'regime.scenario.json',
        content: await shipped('complaint/regime.scenario.json'),
      },
    ],
    'v1',
  );

  const startWalking = (failpoint: (name: string) => void = () => undefined) =>
    startReplays({ ...deps, lab: deps.ruleLab, logger: deps.logger, failpoint });

  return {
    ...house,
    startWalking,
    importCases: (count: number, from = 0) =>
      createImportStore(deps.store, deps).addOnce(
        Array.from({ length: count }, (_, index) => pastRequest(from + index)),
        pastProfile,
        new Date(),
      ),
    /** Opens a draft with some files changed; its id. */
    draftWith: async (login: string, files: readonly NamedFile[]): Promise<string> => {
      const agent = await house.signIn(login);
      const opened = await agent
        .post('/api/v1/studio/drafts')
        .send({ name: '市级规则改为十个工作日' });
      const id = String(opened.body.id);
      for (const { name, content } of files) {
        const path = `/api/v1/studio/drafts/${id}/files/${name}`;
        const saved = await agent.put(path).send({ content, revision: 0 });
        if (saved.status !== 200) throw new Error(`not saved: ${JSON.stringify(saved.body)}`);
      }
      return id;
    },
    /** Lets the workers walk until the replay has ended. */
    walked: async (runId: string) => {
      const walking = startWalking();
      // The lab stands at the end of the queue for a processor: on a busy machine it takes its time.
      const run = await until(
        'the replay to end',
        async () => {
          const found = await deps.replays.find(runId);
          return found !== null && found.endedAt !== null && found;
        },
        200_000,
      );
      await walking.stop();
      return run;
    },
    stop: async () => {
      await deps.ruleLab.close();
      await house.stop();
    },
  };
}
