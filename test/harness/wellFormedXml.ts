/**
 * What is wrong with a piece of XML, by the rules that a strict parser has: one root, tags that match, quoted and
 * distinct attributes, known entities, allowed characters. Undefined when nothing is. For tests.
 */
export function xmlFault(xml: string): string | undefined {
  const bad = xml.match(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
  if (bad) return `character U+${bad[0].codePointAt(0)?.toString(16)} at ${bad.index}`;
  const open: string[] = [];
  let roots = 0;
  let position = 0;
  while (position < xml.length) {
    const tag = xml.indexOf('<', position);
    const text = xml.slice(position, tag < 0 ? xml.length : tag);
    const fault =
      textFault(text) ?? (open.length === 0 && text.trim() !== '' ? `text outside the root: ${text}` : undefined);
    if (fault) return fault;
    if (tag < 0) break;
    tagPattern.lastIndex = tag;
    const match = tagPattern.exec(xml);
    if (!match) return `no tag at ${tag}: ${xml.slice(tag, tag + 40)}`;
    const [whole, closing, name = '', attributes = '', single] = match;
    const attributeFault = checkAttributes(attributes);
    if (attributeFault) return `${attributeFault} in ${whole}`;
    if (closing) {
      if (open.pop() !== name) return `</${name}> closes something else at ${tag}`;
    } else {
      if (open.length === 0) roots++;
      if (!single) open.push(name);
    }
    position = tag + whole.length;
  }
  if (open.length > 0) return `not closed: ${open.join(', ')}`;
  return roots === 1 ? undefined : `${roots} roots`;
}

const tagPattern = /<(\/)?([a-zA-Z][\w-]*)((?:\s+[a-zA-Z][\w:-]*="[^"<]*")*)\s*(\/)?>/y;

function checkAttributes(text: string): string | undefined {
  const names = new Set<string>();
  for (const [, name = '', value = ''] of text.matchAll(/([a-zA-Z][\w:-]*)="([^"]*)"/g)) {
    if (names.has(name)) return `attribute ${name} twice`;
    names.add(name);
    const fault = textFault(value);
    if (fault) return fault;
  }
  return undefined;
}

function textFault(text: string): string | undefined {
  const bare = text.match(/&(?!(?:amp|lt|gt|quot|#39);)/);
  return bare ? `bare & in ${text}` : text.includes(']]>') ? 'bare ]]>' : undefined;
}
