import { createMongoAbility, type MongoAbility, type MongoQuery, subject } from '@casl/ability';
import { rulesToCondition } from '@casl/ability/extra';
import type { Case } from '../processes/complaint/case.ts';
import type { Role } from '../processes/roles.ts';
import type { UnitStore } from '../workers/store/units.ts';
import type { Person } from './person.ts';

type Verb = 'read' | 'read-identity';
/** What the rules look at: nothing else of a case decides who may see it. */
export type CaseRowFacts = Pick<Case, 'unitId' | 'status' | 'confidential' | 'supervisors'>;
interface Rule {
  readonly action: Verb;
  readonly conditions: MongoQuery;
}

/** The units a role held at one unit reaches; the root reaches also what no unit has yet. */
interface Reach {
  readonly unitIds: readonly string[];
  readonly isRoot: boolean;
}

const everything: MongoQuery = {};
const within = ({ unitIds, isRoot }: Reach): MongoQuery =>
  isRoot ? everything : { unitId: { $in: [...unitIds] } };

const readsAll = (): Rule[] => [{ action: 'read', conditions: everything }];
const readsUnits = (reach: Reach): Rule[] => [{ action: 'read', conditions: within(reach) }];
const knowsSenders = (): Rule[] => [
  ...readsAll(),
  { action: 'read-identity', conditions: everything },
];
/** Who handles a matter may ask back; a confidential sender stays unknown to the unit complained of. */
const handles = (reach: Reach): Rule[] => [
  ...readsUnits(reach),
  { action: 'read-identity', conditions: { ...within(reach), confidential: false } },
];
const readsSigned = (): Rule[] => [
  { action: 'read', conditions: { status: { $in: ['signed', 'answered', 'archived'] } } },
];
const readsNothing = (): Rule[] => [];
/**
 * A rung of the ladder adds a role as supervisor: it looks on, whichever unit has the case. Roles of a unit gain nothing
 * by it: they see what is theirs, and not what another unit is supervised for.
 */
const supervises = (role: Role): Rule => ({
  action: 'read',
  conditions: { supervisors: { $elemMatch: { role } } },
});

/** Which cases each role may see, and whose senders. Besides, a task opens its case to those it is meant for. */
const rulesByRole = {
  'intake-clerk': knowsSenders,
  office: knowsSenders,
  supervision: readsAll,
  auditor: readsAll,
  'leading-group': (reach) => [...readsUnits(reach), supervises('leading-group')],
  superior: (reach) => [...readsUnits(reach), supervises('superior')],
  'unit-handler': handles,
  'unit-deputy': handles,
  'unit-principal': handles,
  'information-officer': readsUnits,
  liaison: readsUnits,
  'publication-checker': readsSigned,
  'monitoring-officer': readsNothing,
  spokesperson: readsNothing,
  lawyer: readsNothing,
  'duty-officer': readsNothing,
  'duty-leader': () => [supervises('duty-leader')],
  'process-owner': readsNothing,
  'rule-admin': readsNothing,
  'rule-reviewer': readsNothing,
  'system-admin': readsNothing,
} as const satisfies Record<Role, (reach: Reach) => Rule[]>;

/** What one person may see: the same rules decide on a single case and filter every list. */
export interface Access {
  readonly mayRead: (one: CaseRowFacts) => boolean;
  readonly mayReadIdentity: (one: CaseRowFacts) => boolean;
  /** The rules as a database filter; null when no case is to be seen. */
  readonly readable: Record<string, unknown> | null;
  /** The person's units and those below. */
  readonly unitIds: readonly string[];
}

type CaseAbility = MongoAbility<[Verb, 'Case' | (CaseRowFacts & { __caslSubjectType__: 'Case' })]>;

function filterOf(ability: CaseAbility): Record<string, unknown> | null {
  const rules = ability.rulesFor('read', 'Case');
  // Who may see everything is asked for nothing: the database then need not look at each row.
  if (rules.some(({ conditions }) => Object.keys(conditions ?? {}).length === 0)) return {};
  return rulesToCondition(rules, (rule) => ({ ...rule.conditions }), {
    and: (parts) => ({ $and: parts }),
    or: (parts) => ({ $or: parts }),
    empty: () => ({}),
  });
}

async function reachOf(units: Pick<UnitStore, 'find' | 'withDescendants'>, unitId: string) {
  const [unit, unitIds] = await Promise.all([units.find(unitId), units.withDescendants([unitId])]);
  return { unitIds, isRoot: unit !== null && unit.parentId === null };
}

/** Works out what a person may see, from their roles and the tree of units as it is now. */
export async function accessOf(
  person: Person,
  units: Pick<UnitStore, 'find' | 'withDescendants'>,
): Promise<Access> {
  const held = [...new Set(person.roles.map(({ unitId }) => unitId))];
  const reaches = new Map(
    await Promise.all(held.map(async (id) => [id, await reachOf(units, id)] as const)),
  );
  const nowhere: Reach = { unitIds: [], isRoot: false };
  const rules = person.roles.flatMap(({ role, unitId }) =>
    rulesByRole[role](reaches.get(unitId) ?? nowhere),
  );
  const ability = createMongoAbility<CaseAbility>(
    rules.map((rule) => ({ ...rule, subject: 'Case' })),
  );
  const asSubject = ({ unitId, status, confidential, supervisors }: CaseRowFacts) =>
    subject('Case', { unitId, status, confidential, supervisors });
  return {
    mayRead: (one) => ability.can('read', asSubject(one)),
    mayReadIdentity: (one) => ability.can('read-identity', asSubject(one)),
    readable: filterOf(ability),
    unitIds: [...reaches.values()].flatMap(({ unitIds }) => unitIds),
  };
}
