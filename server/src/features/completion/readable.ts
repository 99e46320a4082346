import { readProject } from '../../compose/read.ts';
import { nextLineAt } from '../../text/textLines.ts';
import type { YamlBlock } from '../../text/yamlBlock.ts';
import { parseYaml } from '../../text/yamlTree.ts';
import { tokensOf } from '../cursor/lineTokens.ts';
import type { Cursor } from '../cursor.ts';
import type { Snapshot } from '../snapshot.ts';
import { withNetwork, withService } from '../supposed.ts';

/**
 * The snapshot with what the entry around the cursor says when the lines that break it are left out: a half-typed key
 * would otherwise hide the service's networks and the network's driver. Spans of that entry are then of no use.
 */
export function withReadableEntry(snapshot: Snapshot, { path, word }: Cursor): Snapshot {
  const [section, name] = path;
  if ((section !== 'services' && section !== 'networks') || typeof name !== 'string') return snapshot;
  const block = snapshot.tree.blocks.findLast(({ anchor }) => anchor.offset <= word.start);
  if (!block || block.errors.length === 0) return snapshot;
  const text = `${section}:\n${withoutBrokenLines(snapshot.text, block)}`;
  const { project } = snapshot;
  const read = readProject(parseYaml(snapshot.uri, text), {
    environment: new Map(),
    directoryName: project.name.value,
  });
  const service = section === 'services' ? read.serviceNamed.get(name) : undefined;
  const network = section === 'networks' ? read.networkNamed.get(name) : undefined;
  if (service) return { ...snapshot, project: withService(project, service) };
  return network ? { ...snapshot, project: withNetwork(project, network) } : snapshot;
}

/** The block without the lines that are neither a key nor an item nor a comment. */
function withoutBrokenLines(text: string, { anchor, length }: YamlBlock): string {
  const end = anchor.offset + length;
  const kept: string[] = [];
  for (let start = anchor.offset; start < end; start = nextLineAt(text, start)) {
    const { dashes, key, value } = tokensOf(text, start);
    if (dashes.length > 0 || key || !value) kept.push(text.slice(start, Math.min(nextLineAt(text, start), end)));
  }
  return kept.join('');
}
