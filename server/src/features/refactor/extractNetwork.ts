import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { joinEdit } from '../../rules/reaching.ts';
import { inWords } from '../../rules/words.ts';
import type { Edit, PlainValue } from '../../text/edit.ts';
import { toRange, touches } from '../../text/span.ts';
import { textEditsFor } from '../../text/yamlEdit.ts';
import { freeSubnets } from '../completion/freeSubnets.ts';
import { membersOf } from '../networkMembers.ts';
import type { Snapshot } from '../snapshot.ts';
import { servicesNeededBy } from './mentionedFlows.ts';
import { isOwnEntry } from './ownEntry.ts';
import type { Refactoring, RefactorPlace } from './refactoring.ts';
import { ownServiceNamed } from './serviceAt.ts';

/**
 * Gives services an internal network of their own beside those that they have: the services that the selection covers,
 * or the one at the cursor with the one that is named there, otherwise with all that it needs.
 */
export function extractNetwork({ snapshot, range, path }: RefactorPlace): readonly Refactoring[] {
  const { project, tree } = snapshot;
  const services = chosenServices(snapshot, range, path);
  if (services.length < 2 || isAlone(project, services)) return [];
  const name = freshName(project, services);
  const joins = services.map((service) => joinEdit(service, name));
  if (joins.some((edit) => edit === undefined)) return [];
  const edits: readonly Edit[] = [
    ...joins.flatMap((edit) => edit ?? []),
    { kind: 'set', uri: snapshot.uri, path: ['networks', name], value: networkValue(project) },
  ];
  if (edits.some((edit) => edit.kind !== 'replace' && !isOwnEntry(tree, edit.path))) return [];
  const title = `Extract network \`${name}\` for ${inWords(services.map((service) => service.name))}`;
  return [{ title, kind: 'refactor.extract', changes: () => textEditsFor(edits, tree) }];
}

function chosenServices(
  snapshot: Snapshot,
  range: RefactorPlace['range'],
  path: RefactorPlace['path'],
): readonly Service[] {
  const { project, uri } = snapshot;
  const own = path[0] === 'services' ? ownServiceNamed(snapshot, path[1]) : undefined;
  if (own) {
    const named = project.references.find(
      (each) => each.kind === 'service' && each.from === own.name && touches(each.span, uri, range.start),
    );
    const needed = servicesNeededBy(project, own).filter((each) => each.uri === uri);
    const one = named && needed.filter((each) => isCalled(each, named.name));
    return [own, ...(one && one.length > 0 ? one : needed)];
  }
  if (range.start === range.end) return [];
  return project.services.filter((service) => {
    if (service.uri !== uri) return false;
    const { start, end } = toRange(service.span);
    return start < range.end && end > range.start;
  });
}

const isCalled = ({ name, containerName, attachments }: Service, called: string): boolean =>
  name === called ||
  containerName?.value === called ||
  attachments.some(({ aliases }) => aliases.some(({ value }) => value === called));

/** True when a network of the file has exactly these members already. */
function isAlone(project: Project, services: readonly Service[]): boolean {
  return project.networks.some((network) => {
    const members = membersOf(project, network.name).map(({ service }) => service);
    return members.length === services.length && services.every((service) => members.includes(service));
  });
}

/** `api_db`, in the way that the file joins words, with a number where that is taken. */
function freshName(project: Project, services: readonly Service[]): string {
  const names = project.networks.filter(({ implicit }) => !implicit).map(({ name }) => name);
  const joint = names.some((name) => name.includes('_')) ? '_' : '-';
  const base = services.length > 3 ? 'shared' : services.map(({ name }) => name).join(joint);
  const taken = new Set(project.networks.map(({ name }) => name));
  let name = base;
  for (let number = 2; taken.has(name); number++) name = `${base}${joint}${number}`;
  return name;
}

/** Internal, so that it opens no way out, and with a subnet where all other networks have one. */
function networkValue(project: Project): PlainValue {
  const own = project.networks.filter(({ external, implicit }) => external !== true && !implicit);
  const pinned = own.length > 0 && own.every(({ pools }) => pools.some(({ subnet }) => subnet));
  const subnet = pinned ? freeSubnets(project)[0] : undefined;
  return { internal: true, ...(subnet === undefined ? {} : { ipam: { config: [{ subnet }] } }) };
}
