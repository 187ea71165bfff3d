import type { JobType } from '../processes/contracts.ts';
import { handle as computeNext } from './clock/compute-next.ts';
import { handle as ring } from './clock/ring.ts';
import { handle as archiveCase } from './complaint/archive-case.ts';
import { handle as askContributions } from './complaint/ask-contributions.ts';
import { handle as closeWithdrawn } from './complaint/close-withdrawn.ts';
import { handle as dispatchCase } from './complaint/dispatch-case.ts';
import { handle as handOver } from './complaint/hand-over.ts';
import { handle as notifyRefused } from './complaint/notify-refused.ts';
import { handle as openCase } from './complaint/open-case.ts';
import { handle as sendFirstResponse } from './complaint/send-first-response.ts';
import { handle as startClocks } from './complaint/start-clocks.ts';
import { handle as openSheet } from './contact-sheet/open-sheet.ts';
import { handle as callDuty } from './duty-call/call.ts';
import { handle as addSupervisor } from './escalation/add-supervisor.ts';
import { handle as closeLadder } from './escalation/close-ladder.ts';
import { handle as nameInBulletin } from './escalation/name-in-bulletin.ts';
import { handle as openLadder } from './escalation/open-ladder.ts';
import { handle as planRung } from './escalation/plan-rung.ts';
import { handle as sendAssignmentForm } from './escalation/send-assignment-form.ts';
import { handle as sendLetter } from './escalation/send-letter.ts';
import { handle as declineExtension } from './extension/decline-extension.ts';
import { handle as grantExtension } from './extension/grant-extension.ts';
import { handle as openRequest } from './extension/open-request.ts';
import type { Handler } from './handler.ts';
import { handle as openHandover } from './handover/open-handover.ts';
import { handle as remindReceipt } from './handover/remind-receipt.ts';
import { handle as beginWatch } from './incident/begin-watch.ts';
import { handle as changeDuties } from './incident/change-duties.ts';
import { handle as openIncident } from './incident/open-incident.ts';
import { handle as takeUpDuties } from './incident/take-up-duties.ts';
import { handle as openInstruction } from './instruction/open-instruction.ts';
import { handle as remindOfInstruction } from './instruction/remind-unit.ts';
import { handle as tellLeader } from './instruction/tell-leader.ts';
import { handle as closeLookBack } from './look-back/close-look-back.ts';
import { handle as openLookBack } from './look-back/open-look-back.ts';
import { handle as archiveFollower } from './merge/archive-follower.ts';
import { handle as openMerge } from './merge/open-merge.ts';
import { handle as settleFollowerOf } from './merge/settle-follower.ts';
import { handle as planRound } from './monitoring/plan-round.ts';
import { handle as closePromise } from './promise/close-promise.ts';
import { handle as openPromise } from './promise/open-promise.ts';
import { handle as publishReply } from './publication/publish-reply.ts';
import { handle as lapseQuestion } from './question/lapse-question.ts';
import { handle as putQuestion } from './question/put-question.ts';
import { handle as countReturns } from './reassignment/count-returns.ts';
import { handle as closeRecourse } from './recourse/close-recourse.ts';
import { handle as openRecourse } from './recourse/open-recourse.ts';
import { handle as remindSuperior } from './recourse/remind-superior.ts';
import { handle as applyRegime } from './regime/apply-regime.ts';
import { handle as openAsk } from './regime/open-ask.ts';
import { handle as correctPoints } from './score/correct-points.ts';
import { handle as openAppeal } from './score/open-appeal.ts';
import { handle as openOccasion } from './score/open-occasion.ts';
import { handle as recordPoints } from './score/record-points.ts';
import { handle as readCase } from './sign-off/read-case.ts';
import { handle as openStation } from './tier/open-station.ts';
import { handle as remindUnit } from './tier/remind-unit.ts';
import { handle as tellAbove } from './tier/tell-above.ts';

/** The handler of every job type; a type without one does not compile. */
export const handlers: { readonly [T in JobType]: Handler<T> } = {
  'complaint:open-case': openCase,
  'complaint:start-clocks': startClocks,
  'complaint:notify-refused': notifyRefused,
  'complaint:hand-over': handOver,
  'complaint:send-first-response': sendFirstResponse,
  'complaint:dispatch-case': dispatchCase,
  'complaint:ask-contributions': askContributions,
  'complaint:close-withdrawn': closeWithdrawn,
  'complaint:archive-case': archiveCase,
  'publication:publish-reply': publishReply,
  'clock:compute-next': computeNext,
  'clock:ring': ring,
  'escalation:open-ladder': openLadder,
  'escalation:plan-rung': planRung,
  'escalation:add-supervisor': addSupervisor,
  'escalation:send-letter': sendLetter,
  'escalation:send-assignment-form': sendAssignmentForm,
  'escalation:name-in-bulletin': nameInBulletin,
  'escalation:close-ladder': closeLadder,
  'score:open-occasion': openOccasion,
  'score:record-points': recordPoints,
  'score:open-appeal': openAppeal,
  'score:correct-points': correctPoints,
  'reassignment:count-returns': countReturns,
  'question:put-question': putQuestion,
  'question:lapse-question': lapseQuestion,
  'recourse:open-recourse': openRecourse,
  'recourse:remind-superior': remindSuperior,
  'recourse:close-recourse': closeRecourse,
  'duty-call:call': callDuty,
  'instruction:open-instruction': openInstruction,
  'instruction:remind-unit': remindOfInstruction,
  'instruction:tell-leader': tellLeader,
  'look-back:open-look-back': openLookBack,
  'look-back:close-look-back': closeLookBack,
  'promise:open-promise': openPromise,
  'promise:close-promise': closePromise,
  'tier:open-station': openStation,
  'tier:remind-unit': remindUnit,
  'tier:tell-above': tellAbove,
  'handover:open-handover': openHandover,
  'handover:remind-receipt': remindReceipt,
  'extension:open-request': openRequest,
  'extension:grant-extension': grantExtension,
  'extension:decline-extension': declineExtension,
  'merge:open-merge': openMerge,
  'merge:settle-follower': settleFollowerOf,
  'merge:archive-follower': archiveFollower,
  'regime:open-ask': openAsk,
  'regime:apply-regime': applyRegime,
  'sign-off:read-case': readCase,
  'incident:open-incident': openIncident,
  'incident:take-up-duties': takeUpDuties,
  'incident:change-duties': changeDuties,
  'incident:begin-watch': beginWatch,
  'contact-sheet:open-sheet': openSheet,
  'monitoring:plan-round': planRound,
};
