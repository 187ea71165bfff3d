import type { Digest } from '../../processes/complaint/chain.ts';
import { sha256 } from '../platform/digest.ts';
import { createAppealStore } from './appeals.ts';
import { createAttachmentStore } from './attachments.ts';
import { createBoardStore } from './boards.ts';
import { createCalendarDraftStore } from './calendar-drafts.ts';
import { createCalendarRunStore } from './calendar-runs.ts';
import { createCalendarStore } from './calendars.ts';
import { createCaseFactsStore } from './case-facts.ts';
import { createCaseStore } from './cases.ts';
import { createClaimStore } from './claims.ts';
import { createClockFindingStore } from './clock-findings.ts';
import { createClockStore } from './clocks.ts';
import { createComplaintStore } from './complaints.ts';
import type { Store } from './connect.ts';
import { createDeliveryStore } from './deliveries.ts';
import { createDraftStore } from './drafts.ts';
import { createDutyCallStore } from './duty-calls.ts';
import { createDutyChangeStore } from './duty-changes.ts';
import { createEntryStore } from './entries.ts';
import { createExtensionRequestStore } from './extension-requests.ts';
import { createFigureSetStore } from './figure-sets.ts';
import { createIncidentClockStore } from './incident-clocks.ts';
import { createIncidentRunStore } from './incident-runs.ts';
import { createIncidentStore } from './incidents.ts';
import { createIntentionStore } from './intentions.ts';
import { createLadderStore } from './ladders.ts';
import { createLetterStore } from './letters.ts';
import { createDrawStore } from './look-back-draws.ts';
import { createMailStore } from './mails.ts';
import { createMergeStore } from './merges.ts';
import { createMigrationStore } from './migrations.ts';
import { createModelDraftStore } from './model-drafts.ts';
import { createModelFileStore } from './model-files.ts';
import { createModelSetStore } from './model-sets.ts';
import { createNoticeStore } from './notices.ts';
import { createNumberSource } from './numbers.ts';
import { createOccasionStore } from './occasions.ts';
import { createOperatorActionStore } from './operator-actions.ts';
import { createOutboxStore } from './outbox.ts';
import { createPartnerStore } from './partners.ts';
import { createPastCaseStore } from './past-cases.ts';
import { createPreferenceStore } from './preferences.ts';
import { createSheetStore } from './publications.ts';
import { createReadingStore } from './readings.ts';
import { createReferralStore } from './referrals.ts';
import { createReplayStore } from './replays.ts';
import { createReplyStore } from './replies.ts';
import { createReportStore } from './reports.ts';
import { createScenarioRunStore } from './scenario-runs.ts';
import { createScoreStore } from './scores.ts';
import { createServiceRequestStore } from './service-requests.ts';
import { createSettingProposalStore } from './setting-proposals.ts';
import { createSettingVersionStore } from './setting-versions.ts';
import { createSettingStore } from './settings.ts';
import { createSignatureStore } from './signatures.ts';
import { createSourceFindStore } from './source-finds.ts';
import { createSourceStateStore } from './source-states.ts';
import { createTemplateStore } from './templates.ts';
import { createUnitStore } from './units.ts';
import { createUserStore } from './users.ts';
import { createWebhookStore } from './webhooks.ts';

/** Every aggregate of the house over one connection. */
export type Stores = ReturnType<typeof createStores>;

/** Opens the aggregates; each holds queries only, no state but the open block of case numbers. */
export function createStores(store: Store, digest: Digest = sha256) {
  const units = createUnitStore(store);
  const facts = createCaseFactsStore(store);
  const figureSets = createFigureSetStore(store);
  const outbox = createOutboxStore(store);
  const settings = createSettingStore(store);
  const modelFiles = createModelFileStore(store);
  const modelSets = createModelSetStore(store, modelFiles);
  return {
    store,
    cases: createCaseStore(store, digest),
    complaints: createComplaintStore(store),
    drafts: createDraftStore(store),
    draws: createDrawStore(store),
    intentions: createIntentionStore(store),
    dutyChanges: createDutyChangeStore(store),
    dutyCalls: createDutyCallStore(store),
    entries: createEntryStore(store),
    clocks: createClockStore(store),
    clockFindings: createClockFindingStore(store),
    extensionRequests: createExtensionRequestStore(store),
    ladders: createLadderStore(store),
    letters: createLetterStore(store),
    templates: createTemplateStore(store),
    outbox,
    notices: createNoticeStore(store, outbox),
    replies: createReplyStore(store),
    publications: createSheetStore(store),
    claims: createClaimStore(store),
    attachments: createAttachmentStore(store),
    calendars: createCalendarStore(store),
    calendarDrafts: createCalendarDraftStore(store),
    calendarRuns: createCalendarRunStore(store),
    referrals: createReferralStore(store),
    boards: createBoardStore(store),
    mails: createMailStore(store),
    partners: createPartnerStore(store),
    serviceRequests: createServiceRequestStore(store),
    replays: createReplayStore(store),
    pastCases: createPastCaseStore(store),
    scenarioRuns: createScenarioRunStore(store),
    units,
    users: createUserStore(store),
    readings: createReadingStore(store),
    settings,
    settingVersions: createSettingVersionStore(store),
    settingProposals: createSettingProposalStore(store),
    numbers: createNumberSource(store),
    occasions: createOccasionStore(store),
    scores: createScoreStore(store),
    appeals: createAppealStore(store),
    facts,
    figureSets,
    reports: createReportStore(store, { facts, sets: figureSets, units }),
    deliveries: createDeliveryStore(store),
    preferences: createPreferenceStore(store, settings),
    webhooks: createWebhookStore(store),
    modelFiles,
    modelSets,
    modelDrafts: createModelDraftStore(store, { sets: modelSets, texts: modelFiles, digest }),
    migrations: createMigrationStore(store),
    operatorActions: createOperatorActionStore(store),
    signatures: createSignatureStore(store),
    sourceFinds: createSourceFindStore(store),
    sourceStates: createSourceStateStore(store),
    merges: createMergeStore(store),
    incidents: createIncidentStore(store, digest),
    incidentClocks: createIncidentClockStore(store),
    incidentRuns: createIncidentRunStore(store),
    incidentNumbers: createNumberSource(store, 1, 'SJ'),
  };
}
