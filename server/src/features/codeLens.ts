import type { CodeLens, Command, Range } from 'vscode-languageserver-types';
import { declarationIn } from '../model/declaration.ts';
import type { Network } from '../model/network.ts';
import type { Service } from '../model/service.ts';
import { reachBrief, reachOf } from './describe/reachOf.ts';
import { brief } from './describe.ts';
import { spanPlace } from './lspPlace.ts';
import type { Snapshot } from './snapshot.ts';

/** What a lens without a command keeps until it is resolved. */
export interface LensData {
  readonly uri: string;
  readonly service: string;
}

// To count whom a service reaches takes a trace for every other service. Up to this many services that is done at once;
// in larger files a lens is resolved when it comes into view.
const countedAtOnce = 60;

/**
 * The commands over `services:`, and a line of facts over every service and network. Lenses of services have no command
 * yet in large files: see `resolveCodeLens`.
 */
export function codeLenses(snapshot: Snapshot): CodeLens[] {
  const { project } = snapshot;
  const services = project.services.flatMap((service) => serviceLens(snapshot, service));
  return [
    ...stackLenses(snapshot),
    ...(project.services.length > countedAtOnce ? services : services.map((lens) => resolveCodeLens(snapshot, lens))),
    ...project.networks.flatMap((network) => networkLens(snapshot, network)),
  ];
}

/** Gives a service's lens its text; a service that is gone leaves it as it is. */
export function resolveCodeLens(snapshot: Snapshot, lens: CodeLens): CodeLens {
  const data: unknown = lens.data;
  const name = typeof data === 'object' && data !== null && 'service' in data ? data.service : undefined;
  const service = typeof name === 'string' ? snapshot.project.serviceNamed.get(name) : undefined;
  if (!service) return lens;
  return { ...lens, command: facts(snapshot, reachBrief(reachOf(snapshot.project, service))) };
}

/** The first lens goes over the section of services: what can be done with the whole stack. */
function stackLenses(snapshot: Snapshot): readonly CodeLens[] {
  const section = snapshot.tree.root?.pairs.find(({ key }) => key.value === 'services');
  if (!section) return [];
  const range = spanPlace(snapshot, section.key.contentSpan);
  const lens = (title: string, command: string): CodeLens => ({
    range,
    command: { title, command, arguments: [snapshot.uri] },
  });
  return [
    lens('Show diagram', 'bulkhead.showDiagram'),
    // Of a single file it would say little that does not stand there.
    ...(snapshot.project.files.length > 1 ? [lens('Show effective networks', 'bulkhead.showEffectiveNetworks')] : []),
    lens('Deploy', 'bulkhead.deploy'),
    lens('Verify isolation', 'bulkhead.verify'),
    lens('Tear down', 'bulkhead.tearDown'),
  ];
}

function serviceLens(snapshot: Snapshot, service: Service): readonly CodeLens[] {
  const declaration = declarationIn(service, snapshot.uri);
  const data: LensData = { uri: snapshot.uri, service: service.name };
  return declaration ? [{ range: spanPlace(snapshot, declaration.nameSpan), data }] : [];
}

function networkLens(snapshot: Snapshot, network: Network): readonly CodeLens[] {
  const declaration = declarationIn(network, snapshot.uri);
  if (!declaration) return [];
  const range: Range = spanPlace(snapshot, declaration.nameSpan);
  return [{ range, command: facts(snapshot, brief(snapshot.project, { kind: 'network', network })) }];
}

/** Facts are no command, but a click on them may as well show the picture that they describe. */
const facts = (snapshot: Snapshot, texts: readonly string[]): Command => ({
  title: texts.join(' · '),
  command: 'bulkhead.showDiagram',
  arguments: [snapshot.uri],
});
