import type { Resource } from './port.ts';

const zeebeNamespace = 'http://camunda.org/schema/zeebe/1.0';
/** What may hold the look of a tag without being one. */
const opaque = String.raw`<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>`;
const attributes = `(?:"[^"]*"|'[^']*'|[^'">])*`;
const oldTag = new RegExp(
  String.raw`${opaque}|<(?:[\w.-]+:)?versionTag\b${attributes}(?:/>|>\s*</(?:[\w.-]+:)?versionTag\s*>)`,
  'g',
);
const definition = new RegExp(
  String.raw`${opaque}|<([\w.-]+:)?(process|decision)\b(${attributes}?)(/?)>`,
  'g',
);
/** What may stand before the extension elements of a process (documentation) or a decision (description). */
const before = new RegExp(
  String.raw`^(?:\s|${opaque}|<([\w.-]+:)?(documentation|description)\b${attributes}/>|<([\w.-]+:)?(documentation|description)\b${attributes}>(?:<!\[CDATA\[[\s\S]*?\]\]>|[^<])*</[\w.:-]+\s*>)*`,
);
const extensionStart = new RegExp(String.raw`^<(?:[\w.-]+:)?extensionElements\b${attributes}>`);
const tagForm = /^[\w.:-]{1,100}$/;

/** True when the engine keeps a version tag inside such a file; a form has none. */
function takesTag({ name }: Resource): boolean {
  return name.endsWith('.bpmn') || name.endsWith('.dmn');
}

/** Puts the tag at the start of what follows the opening tag of a definition. */
function withTag(rest: string, prefix: string, tag: string): string {
  const leading = before.exec(rest)?.[0] ?? '';
  const tail = rest.slice(leading.length);
  const start = extensionStart.exec(tail)?.[0];
  if (start === undefined || start.endsWith('/>')) {
    const wrapped = `<${prefix}extensionElements>${tag}</${prefix}extensionElements>`;
    return `${leading}${wrapped}${tail.slice(start?.length ?? 0)}`;
  }
  return `${leading}${start}${tag}${tail.slice(start.length)}`;
}

/**
 * The same files with the version of their set on every process and decision. The rest of each file stays byte for
 * byte: what an owner drew and wrote, comments included, is what the engine shows again.
 *
 * @throws RangeError when the version is no plain word
 */
export function stampVersion(resources: readonly Resource[], versionTag: string): Resource[] {
  if (!tagForm.test(versionTag)) throw new RangeError(`no version tag: «${versionTag}»`);
  const tag = `<zeebe:versionTag xmlns:zeebe="${zeebeNamespace}" value="${versionTag}"/>`;
  return resources.map((resource) => {
    if (!takesTag(resource)) return resource;
    const bare = resource.content.replace(oldTag, (found) =>
      found.startsWith('<!') || found.startsWith('<?') ? found : '',
    );
    const places = [...bare.matchAll(definition)].filter(([, , kind, , empty]) => kind && !empty);
    const content = places.reduceRight((text, place) => {
      const end = place.index + place[0].length;
      return text.slice(0, end) + withTag(text.slice(end), place[1] ?? '', tag);
    }, bare);
    return { ...resource, content };
  });
}
