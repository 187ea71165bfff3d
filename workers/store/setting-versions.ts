import type { SettingKind } from '../../processes/settings/names.ts';
import type { Store, Tx } from './connect.ts';

/** One change of a setting that came into force. Never changed, never removed. */
export interface SettingVersionRow {
  /** `<kind>:<key>@<version>` */
  readonly _id: string;
  readonly kind: SettingKind;
  readonly key: string;
  readonly version: number;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  /** The version it brought back; null for a change of its own. */
  readonly restores: number | null;
  /** Who approved it, with their remark; null where one pair of eyes was enough. */
  readonly approvedBy: string | null;
  readonly remark: string | null;
  /** A second pair of eyes was wanted, but there was nobody else yet who could have approved. */
  readonly alone: boolean;
}

/** Which changes are asked for; null asks for no restriction. */
export interface AuditQuery {
  readonly kinds: readonly SettingKind[];
  readonly since: Date | null;
  readonly until: Date | null;
  readonly after: { readonly at: Date; readonly id: string } | null;
  readonly limit: number;
}

export interface SettingVersionStore {
  readonly put: (tx: Tx, row: Omit<SettingVersionRow, '_id'>) => Promise<void>;
  readonly find: (
    kind: SettingKind,
    key: string,
    version: number,
  ) => Promise<SettingVersionRow | null>;
  /** The newest first. */
  readonly ofSetting: (kind: SettingKind, key: string) => Promise<SettingVersionRow[]>;
  /** The newest change of each kind, by kind. */
  readonly newest: () => Promise<ReadonlyMap<string, SettingVersionRow>>;
  /** Everything that was changed, the newest first; one row more than `limit` when there is more. */
  readonly audit: (query: AuditQuery) => Promise<SettingVersionRow[]>;
}

const idOf = (kind: SettingKind, key: string, version: number) => `${kind}:${key}@${version}`;
const mostVersions = 200;

/** The history of every setting: who changed what, when, why, and what it was before. */
export function createSettingVersionStore(store: Store): SettingVersionStore {
  const rows = store.rows<SettingVersionRow>('setting_versions');
  const newestFirst = { at: -1, _id: -1 } as const;
  return {
    put: async (tx, row) => {
      await rows.insertOne(
        { _id: idOf(row.kind, row.key, row.version), ...row },
        { session: tx.session },
      );
    },
    find: (kind, key, version) => rows.findOne({ _id: idOf(kind, key, version) }),
    ofSetting: (kind, key) =>
      rows.find({ kind, key }).sort({ version: -1 }).limit(mostVersions).toArray(),
    newest: async () => {
      const found = await rows
        .aggregate<{ row: SettingVersionRow }>([
          { $sort: newestFirst },
          { $group: { _id: '$kind', row: { $first: '$$ROOT' } } },
        ])
        .toArray();
      return new Map(found.map(({ row }) => [row.kind, row]));
    },
    audit: ({ kinds, since, until, after, limit }) => {
      const at = {
        ...(since === null ? {} : { $gte: since }),
        ...(until === null ? {} : { $lt: until }),
      };
      const behind =
        after === null
          ? {}
          : { $or: [{ at: { $lt: after.at } }, { at: after.at, _id: { $lt: after.id } }] };
      return rows
        .find({
          kind: { $in: [...kinds] },
          ...(Object.keys(at).length === 0 ? {} : { at }),
          ...behind,
        })
        .sort(newestFirst)
        .limit(limit + 1)
        .toArray();
    },
  };
}
