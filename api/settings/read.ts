import { Refusal } from '../../processes/refusal.ts';
import { approversOf, houseKey, isHouseKind } from '../../processes/settings/kinds.ts';
import type { SettingKind } from '../../processes/settings/names.ts';
import type { Proposal } from '../../processes/settings/proposal.ts';
import { citizenTexts } from '../../processes/settings/texts.ts';
import { nameIn } from '../../processes/settings/words.ts';
import { topicsInForce } from '../../workers/store/house-settings.ts';
import {
  type CurrentSetting,
  readSetting,
  type SettingPlace,
} from '../../workers/store/setting-homes.ts';
import type { SettingVersionRow } from '../../workers/store/setting-versions.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import type { Person } from '../person.ts';
import { namesOf } from '../users/names.ts';
import { changes, readableKinds } from './policy.ts';
import { nameOf, presentProposal, presentVersion, type SettingNames } from './presenter.ts';
import type { AboutSetting, OverviewItem } from './schema.ts';

/** Who reads, in which language. */
export interface SettingReader {
  readonly person: Person;
  readonly lang: Lang;
}

/** Shows what is filled in by its name. */
const gaps = { institution: '{{institution}}' };

type Shown = Proposal | SettingVersionRow;

function peopleIn(shown: readonly Shown[]): (string | null)[] {
  return shown.flatMap((one) => [
    one.by,
    'approvedBy' in one ? one.approvedBy : null,
    one.kind === 'person' ? one.key : null,
  ]);
}

/** Names for changes as a reader sees them. */
export async function settingNames(
  { users, units, settings, language }: Pick<ApiDeps, 'users' | 'units' | 'settings' | 'language'>,
  shown: readonly Shown[],
  { lang }: Pick<SettingReader, 'lang'>,
  also: readonly string[] = [],
): Promise<SettingNames> {
  const [people, all, { items }] = await Promise.all([
    namesOf(users, [...peopleIn(shown), ...also]),
    units.list(),
    topicsInForce(settings),
  ]);
  const topics = new Map(items.map((topic) => [topic.id, nameIn(topic, lang)] as const));
  const named = all.map((unit) => [unit._id, unitNameOf(unit, lang) ?? unit.name] as const);
  return { language, lang, people, topics, units: new Map(named) };
}

function usualTexts({ language }: Pick<ApiDeps, 'language'>): AboutSetting['usual'] {
  const said = (text: string) => ({
    zh: language.say('zh', 'citizen', text, gaps),
    en: language.say('en', 'citizen', text, gaps),
  });
  return Object.fromEntries(Object.keys(citizenTexts).map((text) => [text, said(text)]));
}

/** A setting whole: as it is in force, what waits, and its history. @throws Refusal `SETTING_UNKNOWN` */
export async function readOne(
  deps: ApiDeps,
  place: SettingPlace,
  reader: SettingReader,
): Promise<AboutSetting & CurrentSetting & Pick<SettingPlace, 'kind'>> {
  const { kind, key } = place;
  if (isHouseKind(kind) && key !== houseKey) throw new Refusal('SETTING_UNKNOWN');
  const current = await readSetting(deps, place);
  if (current === null) throw new Refusal('SETTING_UNKNOWN');
  const [versions, proposal] = await Promise.all([
    deps.settingVersions.ofSetting(kind, key),
    deps.settingProposals.openOf(kind, key),
  ]);
  const shown = [...versions, ...(proposal === null ? [] : [proposal])];
  const names = await settingNames(deps, shown, reader, kind === 'person' ? [key] : []);
  return {
    ...{ kind, key, version: current.version, value: current.value },
    name: nameOf(place, names),
    usual: kind === 'texts' ? usualTexts(deps) : {},
    mayEdit: changes(kind, reader.person) && !(kind === 'person' && key === reader.person.id),
    fourEyes: approversOf(kind).length > 0,
    proposal: proposal === null ? null : presentProposal(proposal, names, reader.person),
    versions: versions.map((row) => presentVersion(row, names)),
  };
}

/** Every kind a reader has to do with, and what waits. */
export async function readAll(deps: ApiDeps, reader: SettingReader) {
  const kinds = readableKinds(reader.person);
  const [newest, open] = await Promise.all([
    deps.settingVersions.newest(),
    deps.settingProposals.open(),
  ]);
  const waiting = open.filter(({ kind }) => kinds.includes(kind));
  const last = kinds.flatMap((kind) => newest.get(kind) ?? []);
  const names = await settingNames(deps, [...waiting, ...last], reader);
  const versionOf = async (kind: SettingKind) =>
    isHouseKind(kind) ? (await deps.settings.read(kind)).version : null;
  const items = await Promise.all(
    kinds.map(async (kind): Promise<OverviewItem> => {
      const row = newest.get(kind);
      const shown = row === undefined ? null : presentVersion(row, names);
      return {
        ...{ kind, version: await versionOf(kind), mayEdit: changes(kind, reader.person) },
        fourEyes: approversOf(kind).length > 0,
        last: shown === null ? null : { by: shown.by, at: shown.at, reason: shown.reason },
      };
    }),
  );
  return { items, proposals: waiting.map((one) => presentProposal(one, names, reader.person)) };
}
