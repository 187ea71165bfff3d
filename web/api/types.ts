import type { z } from 'zod';
import type {
  by,
  CaseFile,
  CaseItem,
  clockView,
  decisionView,
  diagramView,
  timelineItem,
} from '../../api/cases/schema.ts';
import type {
  CountedCase,
  FigureView,
  GroupView,
  HeatView,
  RankView,
} from '../../api/figures/schema.ts';
import type { BriefCase, ClusterView, MergeView, SimilarView } from '../../api/merges/schema.ts';
import type { ReportItem, ReportView } from '../../api/reports/schema.ts';
import type { SessionUser } from '../../api/session/schema.ts';
import type { LadderView, LetterView, OpenLadderView } from '../../api/supervision/schema.ts';
import type { remaining, TaskItem, urgency } from '../../api/tasks/schema.ts';
import type { TemplateView } from '../../api/templates/schema.ts';
import type { UnitView } from '../../api/units/schema.ts';
import type { UserView } from '../../api/users/schema.ts';

export type {
  BriefCase,
  CaseFile,
  CaseItem,
  ClusterView,
  CountedCase,
  FigureView,
  GroupView,
  HeatView,
  LadderView,
  LetterView,
  MergeView,
  OpenLadderView,
  RankView,
  ReportItem,
  ReportView,
  SessionUser,
  SimilarView,
  TaskItem,
  TemplateView,
  UnitView,
  UserView,
};

export type Status = CaseItem['status'];
export type Channel = CaseItem['channel'];
export type Urgency = z.input<typeof urgency>;
export type Remaining = z.input<typeof remaining>;
export type ByView = z.input<typeof by>;
export type ClockView = z.input<typeof clockView>;
export type TimelineItem = z.input<typeof timelineItem>;
export type TurnView = CaseFile['turns'][number];
export type DiagramView = z.input<typeof diagramView>;
export type DecisionView = z.input<typeof decisionView>;
export type CaseView = CaseFile['case'];
export type ComplaintView = NonNullable<CaseFile['complaint']>;
export type EntryView = CaseFile['entries'][number];
export type RoleAtUnit = UserView['roles'][number];

export type Scope = 'mine' | 'unit' | 'all';
export type DueFilter = 'overdue' | 'soon' | 'all';

/** An RFC 9457 problem; title and detail come in the language that was asked for. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code?: string;
  /** The wrong fields or places, each by JSON pointer. */
  readonly errors?: readonly FieldProblem[];
  /** The places of a set of models that are wrong. */
  readonly problems?: readonly { file?: string; place?: string; message: string }[];
}

export interface FieldProblem {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

export interface TaskPage {
  readonly items: readonly TaskItem[];
  readonly counts: Readonly<Record<'mine' | 'unit' | 'all' | 'overdue' | 'soon', number>>;
  readonly next: string | null;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface TaskView {
  readonly task: TaskItem;
  readonly form: unknown;
  readonly data: Readonly<Record<string, unknown>>;
  readonly units: readonly Choice[];
}

export interface CasePage {
  readonly items: readonly CaseItem[];
  readonly next: string | null;
  readonly total: number;
}

export interface ProofLine {
  readonly date: string;
  readonly counted: boolean;
  readonly n: number | null;
  readonly reason: string;
  readonly basis: string;
  readonly name: string | null;
  readonly span: number;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A clock's due date with every step that leads to it. */
export interface ProofSheet {
  readonly startAt: string;
  readonly rule: { readonly amount: number; readonly unit: string };
  readonly spans: readonly { readonly amount: number; readonly unit: string }[];
  readonly lines: readonly ProofLine[];
  readonly steps: readonly {
    readonly code: string;
    readonly basis: string;
    readonly date: string;
  }[];
  readonly lastDay: string;
  readonly dueAt: string;
  readonly warnAt: string | null;
  readonly zone: string;
  readonly calendar: { readonly id: string; readonly version: number };
  readonly provisional: boolean;
  readonly uncoveredYears: readonly number[];
  readonly clock: {
    readonly kind: string;
    readonly regimeId: string;
    readonly startEvent: string;
    readonly status: string;
    readonly metAt: string | null;
    readonly verdict: 'on-time' | 'overdue' | null;
    readonly pauses: readonly {
      readonly from: string;
      readonly to: string | null;
      readonly category: string;
      readonly reason: string;
      readonly paper?: string;
    }[];
    readonly extensions: readonly {
      readonly amount: number;
      readonly unit: string;
      readonly at: string;
      readonly reason: string;
      readonly paper?: string;
    }[];
  };
  readonly regimeNames: { readonly zh: string; readonly en: string } | null;
  readonly ruleVersion: { readonly version: number; readonly versionTag: string | null } | null;
}

/** A clock and its timer that did not agree. */
export interface ClockFinding {
  readonly id: string;
  readonly kind: 'missing' | 'wrong-time' | 'extra';
  readonly caseId: string | null;
  readonly expectedAt: string | null;
  readonly dueAt: string | null;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly mends: number;
  readonly goneAt: string | null;
}

export interface FiguresView {
  readonly since: string;
  readonly until: string;
  readonly figures: readonly FigureView[];
  readonly groups: readonly GroupView[];
  readonly ranking: readonly RankView[];
}

export interface CountedPage {
  readonly items: readonly CountedCase[];
  readonly next: string | null;
  readonly total: number;
}

export interface IdentityView {
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface RoleView {
  readonly role: string;
  readonly actions: readonly string[];
  readonly holders: number;
}

export interface DefinitionView {
  readonly id: string;
  readonly kind: 'process' | 'decision' | 'form';
  readonly name: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly deployedAt: string;
}

export interface StallView {
  readonly key: string;
  readonly instanceKey: string | null;
  readonly caseId: string | null;
  readonly number: string | null;
  readonly processId: string;
  readonly elementId: string;
  readonly elementName: string | null;
  readonly errorType: string;
  readonly message: string;
  readonly createdAt: string;
}
