import { PatchType, patchDetector, patchDocument, TextRun } from 'docx';
import { judgePlaceholders, type Placeholder } from '../../processes/escalation/letter.ts';
import { Refusal } from '../../processes/refusal.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { openDocx } from './open-docx.ts';

/** What a template holds: every placeholder, those nobody fills in, and those that are missing. */
export interface TemplateReport extends ReturnType<typeof judgePlaceholders> {
  readonly placeholders: readonly string[];
}

/**
 * Looks at a Word document that is to become a template.
 *
 * @throws Refusal those of `openDocx`
 */
export async function readTemplate(bytes: Buffer): Promise<TemplateReport> {
  openDocx(bytes);
  const found = await patchDetector({ data: bytes, trimPlaceholders: true }).catch(() => {
    throw new Refusal('TEMPLATE_NOT_DOCX');
  });
  const placeholders = [...new Set(found)].sort();
  return { placeholders, ...judgePlaceholders(placeholders) };
}

/**
 * The paper that a template makes of these values.
 *
 * @throws Unrecoverable when something is left that no value was given for
 */
export async function fillTemplate(
  template: Buffer,
  values: Readonly<Record<Placeholder, string>>,
): Promise<Buffer> {
  const patches = Object.fromEntries(
    Object.entries(values).map(([name, text]) => [
      name,
      { type: PatchType.PARAGRAPH, children: [new TextRun(text)] },
    ]),
  );
  const filled = await patchDocument({
    outputType: 'nodebuffer',
    data: template,
    patches,
    trimPlaceholders: true,
  });
  const left = await patchDetector({ data: filled, trimPlaceholders: true });
  if (left.length > 0) throw new Unrecoverable(`the template asks for ${left.join(', ')}`);
  return filled;
}
