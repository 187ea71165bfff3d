// Reads a PDF in a thread of its own: what somebody sends in may keep it busy or eat its memory, and then only this ends.
// Plain JavaScript, because a thread does not know how its house reads TypeScript.
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

// The library makes one of these while it loads; reading text draws nothing.
Object.assign(globalThis, { DOMMatrix: class {} });
const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
const library = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/**
 * Glyphs that stand for no character: what is seen there cannot be read.
 * @param {unknown} glyph
 */
const isUnreadable = (glyph) =>
  typeof glyph === 'object' &&
  glyph !== null &&
  'unicode' in glyph &&
  (glyph.unicode === '' || glyph.unicode === '\ufffd');

/**
 * A font whose glyphs are only numbered, so that what is read is not what is seen.
 * @param {import('pdfjs-dist').PDFPageProxy} page
 * @param {string} name
 */
function isNumbered(page, name) {
  const font = page.commonObjs.has(name) ? page.commonObjs.get(name) : null;
  return font?.composite === true && font.toUnicode !== undefined && 'firstChar' in font.toUnicode;
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
function textOf(value) {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textOf) : [];
}

/**
 * @param {import('pdfjs-dist').PDFDocumentProxy} document
 * @param {number} number
 */
async function pageOf(document, number) {
  const page = await document.getPage(number);
  const { fnArray, argsArray } = await page.getOperatorList();
  const { items, styles } = await page.getTextContent({ includeMarkedContent: false });
  const annotations = await page.getAnnotations();
  /** @type {unknown[][]} */
  const shown = fnArray.flatMap((fn, index) => (fn === OPS.showText ? [argsArray[index][0]] : []));
  const unreadable = shown.some((all) => all.length === 0 || all.some(isUnreadable));
  const text = items
    .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : ''))
    .join('');
  page.cleanup();
  return {
    text,
    notes: annotations.flatMap(({ contentsObj, fieldValue, url, titleObj }) =>
      textOf([contentsObj?.str, fieldValue, url, titleObj?.str]),
    ),
    holdsFile: annotations.some(({ attachment, file }) => Boolean(attachment ?? file)),
    hasText: text.trim() !== '',
    unreadable: unreadable || Object.keys(styles).some((name) => isNumbered(page, name)),
  };
}

/** @param {{ bytes: Uint8Array, mostPages: number }} given */
async function read({ bytes, mostPages }) {
  const document = await getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: join(library, 'cmaps') + sep,
    cMapPacked: true,
    standardFontDataUrl: join(library, 'standard_fonts') + sep,
    isEvalSupported: false,
    fontExtraProperties: true,
    enableXfa: false,
    verbosity: 0,
  }).promise;
  if (document.numPages > mostPages) return { problem: 'too-long' };
  const pages = [];
  for (let number = 1; number <= document.numPages; number += 1)
    pages.push(await pageOf(document, number));
  const { info, metadata } = await document.getMetadata();
  /** @type {Record<string, unknown>} */
  const told = { ...info, ...(metadata ? Object.fromEntries(metadata) : {}) };
  const outline = await document.getOutline();
  const attachments = await document.getAttachments();
  const scripts = await document.getJSActions();
  return {
    pages,
    metadata: Object.entries(told).flatMap(([field, value]) =>
      textOf(value).map((text) => ({ field, text })),
    ),
    outline: textOf((outline ?? []).map(({ title, items }) => [title, items])),
    holdsFiles: attachments !== null && Object.keys(attachments).length > 0,
    runs: scripts !== null && Object.keys(scripts).length > 0,
    isForm: told.IsXFAPresent === true,
  };
}

try {
  parentPort?.postMessage(await read(workerData));
} catch (error) {
  const isLocked = error instanceof Error && error.name === 'PasswordException';
  parentPort?.postMessage({ problem: isLocked ? 'protected' : 'broken' });
}
