import type { YamlTree } from '../../text/yamlTree.ts';
import type { SourceFiles } from '../sourceFiles.ts';
import { caddyHosts } from './caddy.ts';
import type { ConfigurationFormat } from './formats.ts';
import { haproxyHosts } from './haproxy.ts';
import type { HostFacts } from './hostFacts.ts';
import { nginxHosts } from './nginx.ts';
import { envoyHosts, prometheusHosts } from './yamlHosts.ts';

// Nobody writes a configuration of a proxy that is larger by hand.
const sizeLimit = 1_000_000;

// What a program makes the file of has rules of its own: Jinja, Go templates, ERB.
const template = /\{\{|\{%|<%/;

interface KeptFacts {
  readonly text: string;
  readonly facts: HostFacts;
}

const factsOfTexts = new WeakMap<SourceFiles, Map<string, KeptFacts>>();
const factsOfTree = new WeakMap<YamlTree, HostFacts>();

/** What a file names as hosts, the same object as long as its text is the same; undefined when it cannot be read. */
export function configurationFacts(
  sources: SourceFiles,
  uri: string,
  format: ConfigurationFormat,
): HostFacts | undefined {
  if (format === 'envoy' || format === 'prometheus') {
    const tree = sources.tree(uri);
    if (typeof tree === 'string' || !isReadable(tree.text)) return undefined;
    let facts = factsOfTree.get(tree);
    if (!facts) {
      facts = format === 'envoy' ? envoyHosts(tree) : prometheusHosts(tree);
      factsOfTree.set(tree, facts);
    }
    return facts;
  }
  const text = sources.text(uri);
  if (text === 'missing' || text === 'unread') return undefined;
  let kept = factsOfTexts.get(sources);
  if (!kept) {
    kept = new Map();
    factsOfTexts.set(sources, kept);
  }
  const known = kept.get(`${format} ${uri}`);
  if (known?.text === text) return known.facts;
  const facts = isReadable(text) ? readers[format](text, { uri, offset: 0 }) : nothing;
  kept.set(`${format} ${uri}`, { text, facts });
  return facts;
}

const readers = { nginx: nginxHosts, haproxy: haproxyHosts, caddy: caddyHosts };

const nothing: HostFacts = { hosts: [], groups: [] };

const isReadable = (text: string): boolean => text.length <= sizeLimit && !template.test(text);
