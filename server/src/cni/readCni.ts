import { readSuppressions } from '../compose/suppressions.ts';
import type { CniConfig, CniFile, CniInstalled } from '../model/cniConfig.ts';
import type { Suppression } from '../model/project.ts';
import { embeddedText } from '../text/embeddedText.ts';
import { jsonFile } from '../text/jsonTree.ts';
import { type Span, toRange } from '../text/span.ts';
import { parseYaml } from '../text/yamlTree.ts';
import { newestInstalled } from './installed.ts';
import { readConfig } from './readConfig.ts';
import { embeddedCni } from './recognize.ts';

/** Reads a file of `net.d`, or Kubernetes YAML that holds such files. Never throws; of broken text it gives what is whole. */
export function readCni(uri: string, text: string, installed = newestInstalled): CniFile {
  if (/\.ya?ml$/i.test(uri)) return readKubernetes(uri, text, installed);
  const fileName = fileNameOf(uri);
  return { uri, configs: [readConfig(jsonFile(uri, text), { place: 'file', installed, fileName })], suppressions: [] };
}

const fileNameOf = (uri: string): string => {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};

function readKubernetes(uri: string, text: string, installed: CniInstalled): CniFile {
  const configs: CniConfig[] = [];
  const suppressions: Suppression[] = [];
  for (const { start, end } of documentsIn(text)) {
    const document = text.slice(start, end);
    if (!/"?cniVersion|NetworkAttachmentDefinition/.test(document)) continue;
    const tree = parseYaml(uri, document);
    for (const { place, scalar } of embeddedCni(tree))
      configs.push(readConfig(embeddedText(uri, text, scalar, start), { place, installed }));
    for (const each of readSuppressions(tree)) suppressions.push(moved(each, start));
  }
  return { uri, configs, suppressions };
}

/** The documents of a YAML file, by lines of three dashes alone. */
function documentsIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  let start = 0;
  for (const match of text.matchAll(/^---(?=[ \t\r\n]|$)[^\n]*\n?/gm)) {
    found.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  return [...found, { start, end: text.length }];
}

function moved(suppression: Suppression, base: number): Suppression {
  const move = (span: Span): Span => {
    const { start, end } = toRange(span);
    return { anchor: { uri: span.anchor.uri, offset: base }, start, end };
  };
  const { ruleSpan, span, target } = suppression;
  return { ...suppression, ruleSpan: move(ruleSpan), span: move(span), target: move(target) };
}
