import type { DraftFile } from '../../../workers/store/drafts.ts';
import type { PublicMatches } from '../../merges/look-up.ts';
import { mostBytes, mostFiles } from '../../middleware/upload.ts';
import { fieldErrors, textField } from '../form.ts';
import { html, type Part } from '../html.ts';
import type { Frame, Page } from '../layout.ts';
import type { Words } from '../words.ts';
import { likelySection } from './likely.ts';
import { type StepState, stepPage } from './step.ts';

/** The size of a file in words, in KB or MB. */
export function sayFileSize(bytes: number, words: Words): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  if (kilobytes < 1024) return words.say('submit.place.size', { size: kilobytes });
  return words.say('submit.place.sizeLarge', { size: (kilobytes / 1024).toFixed(1) });
}

/** Largest file, in MB. */
export const mostMegabytes = mostBytes / 1024 / 1024;

function keptFiles(frame: Frame, files: readonly DraftFile[]): Part {
  const { say } = frame;
  if (files.length === 0) return null;
  const lines = files.map(
    ({ id, name, size }) =>
      html`<li><span class="typed">${name}</span> <span class="hint">${sayFileSize(size, frame)}</span> <button class="plain" name="remove" value="${id}" aria-label="${say('submit.place.removeNamed', { name })}">${say('submit.place.remove')}</button></li>`,
  );
  return html`<h2 id="kept">${say('submit.place.kept')}</h2><ul class="files" aria-labelledby="kept">${lines}</ul>`;
}

/** Step 3: where it is, and what shows it. */
export function placePage(
  frame: Frame,
  state: StepState & {
    place: string;
    files: readonly DraftFile[];
    matches: PublicMatches;
  },
): Page {
  const { say } = frame;
  const { errors } = state;
  const wrong = errors.some(({ field }) => field === 'files');
  const described = wrong ? 'files-hint files-wrong' : 'files-hint';
  const chooser = html`<div class="field${wrong && ' is-wrong'}">
<label for="files">${say('submit.place.files')} <span class="optional">${say('submit.optional')}</span></label>
<p class="hint" id="files-hint">${say('submit.place.filesHint', { files: mostFiles, size: mostMegabytes })}</p>
${fieldErrors(frame, errors, 'files')}
<input type="file" id="files" name="files" multiple aria-describedby="${described}">
<p><button class="button second" name="go" value="upload">${say('submit.place.upload')}</button></p>
${keptFiles(frame, state.files)}
</div>`;
  return stepPage(frame, 'place', state, {
    title: say('submit.place.title'),
    multipart: true,
    before: likelySection(frame, state.matches),
    fields: html`${textField(frame, errors, {
      id: 'place',
      label: say('submit.place.place'),
      hint: say('submit.place.placeHint'),
      value: state.place,
      optional: true,
      wide: true,
      autocomplete: 'off',
    })}
${chooser}`,
  });
}
