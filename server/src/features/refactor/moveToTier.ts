import type { Attachment, Service } from '../../model/service.ts';
import { isComplete } from '../../rules/completeness.ts';
import type { Edit, YamlPath } from '../../text/edit.ts';
import { textEditsFor } from '../../text/yamlEdit.ts';
import { pairOf, type YamlNode } from '../../text/yamlNode.ts';
import { placeOf } from '../../text/yamlPlace.ts';
import type { YamlTree } from '../../text/yamlTree.ts';
import { withService } from '../supposed.ts';
import { flowsCut } from './mentionedFlows.ts';
import { isOwnEntry } from './ownEntry.ts';
import type { Refactoring, RefactorPlace } from './refactoring.ts';
import { ownServiceNamed } from './serviceAt.ts';

// More would fill the screen; who has more networks moves by writing.
const mostTiers = 12;

/**
 * One action for each network that the service could be in instead: at one of its memberships in the place of that one,
 * at its name or the key `networks` in the place of all. The title tells which flows that the file wants would be cut.
 */
export function moveToTier({ snapshot, path }: RefactorPlace): readonly Refactoring[] {
  const [section, name, key, membership] = path;
  const { project, tree } = snapshot;
  const service = section === 'services' ? ownServiceNamed(snapshot, name) : undefined;
  if (!service || service.networkMode || !isComplete(service)) return [];
  if (path.length > 2 && key !== 'networks') return [];
  if (!isOwnEntry(tree, ['services', service.name, 'networks'])) return [];
  const leaving = attachmentsLeft(service, membership);
  if (leaving.length === 0) return [];
  const staying = service.attachments.filter((each) => each.explicit && !leaving.includes(each));
  const targets = project.networks.filter(
    (network) =>
      !network.implicit &&
      (staying.length > 0
        ? !service.attachments.some((each) => each.network === network.name)
        : leaving.length > 1 || leaving[0]?.network !== network.name),
  );
  return targets.slice(0, mostTiers).flatMap((network): readonly Refactoring[] => {
    const edits = moveEdits(tree, service, leaving, network.name);
    if (edits.length === 0) return [];
    const kept = service.attachments.find((each) => each.network === network.name);
    const joined = kept ?? joining(leaving[0] as Attachment, network.name);
    const moved: Service = { ...service, attachments: [...staying, joined] };
    const cut = flowsCut(project, withService(project, moved), service);
    const from = leaving.filter((each) => each.explicit && each !== kept).map((each) => `\`${each.network}\``);
    const title = `Move \`${service.name}\`${from.length > 0 ? ` from ${from.join(', ')}` : ''} to \`${network.name}\``;
    return [{ title: title + warning(cut), kind: 'refactor.move', changes: () => textEditsFor(edits, tree) }];
  });
}

/** The membership at the cursor, or all; the one in `default` that no line states counts as well. */
function attachmentsLeft(service: Service, membership: string | number | undefined): readonly Attachment[] {
  if (membership === undefined) return service.attachments;
  const explicit = service.attachments.filter((each) => each.explicit);
  return explicit.filter((each, index) => (typeof membership === 'number' ? index : each.network) === membership);
}

/** Addresses belong to the network that is left; names of the service go with it. */
function joining(old: Attachment, network: string): Attachment {
  const { ipv4Address: _4, ipv6Address: _6, linkLocalAddresses: _l, ...kept } = old;
  return { ...kept, linkLocalAddresses: [], network, explicit: true };
}

const addressKeys = ['ipv4_address', 'ipv6_address', 'link_local_ips'];

function moveEdits(tree: YamlTree, service: Service, leaving: readonly Attachment[], network: string): readonly Edit[] {
  const { uri } = service;
  const networks = ['services', service.name, 'networks'];
  if (leaving.some((each) => !each.explicit)) return [{ kind: 'set', uri, path: networks, value: [network] }];
  const value = placeOf(tree, networks)?.value;
  const pathTo = (each: Attachment): YamlPath | undefined => {
    const step = value && stepTo(value, each.network);
    return step === undefined ? undefined : [...networks, step];
  };
  const stays = leaving.find((each) => each.network === network);
  const replaced = stays ? undefined : leaving[0];
  const removed = leaving.filter((each) => each !== stays && each !== replaced).map(pathTo);
  const path = replaced && pathTo(replaced);
  if (removed.includes(undefined) || (replaced && !path)) return [];
  return [
    ...removed.flatMap((each): readonly Edit[] => (each ? [{ kind: 'remove', uri, path: each }] : [])),
    ...(replaced && path ? replaceEdits(uri, replaced, path, network, value?.kind === 'map') : []),
  ];
}

function stepTo(networks: YamlNode, name: string): string | number | undefined {
  if (networks.kind === 'map') return pairOf(networks, name) ? name : undefined;
  if (networks.kind !== 'sequence') return undefined;
  const index = networks.items.findIndex((item) => item.kind === 'scalar' && item.value === name);
  return index < 0 ? undefined : index;
}

function replaceEdits(
  uri: string,
  replaced: Attachment,
  path: YamlPath,
  network: string,
  isMap: boolean,
): readonly Edit[] {
  if (!isMap) return [{ kind: 'set', uri, path, value: network }];
  return [
    ...addressKeys
      .filter((key) => replaced.keys.has(key))
      .map((key): Edit => ({ kind: 'remove', uri, path: [...path, key] })),
    { kind: 'renameKey', uri, path, newKey: network },
  ];
}

const mostFlows = 3;

function warning(cut: readonly string[]): string {
  if (cut.length === 0) return '';
  const rest = cut.length - mostFlows;
  return ` (cuts ${cut.slice(0, mostFlows).join(', ')}${rest > 0 ? ` and ${rest} more` : ''})`;
}
