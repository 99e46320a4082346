import type { Mention } from '../model/mention.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { servicesWith } from './serviceIndex.ts';

const tables = new WeakMap<Project, ReadonlyMap<string, readonly Service[]>>();

/** The services that some container reaches under this name: service name, alias, container name, host name. */
export function servicesCalled(project: Project, name: string): readonly Service[] {
  let table = tables.get(project);
  if (!table) {
    table = nameTable(project);
    tables.set(project, table);
  }
  const called = table.size > 0 ? table.get(name.toLowerCase()) : undefined;
  if (called) return called;
  // Hosts are mostly written as the service is: small letters are made only of those that are not.
  const service = project.serviceNamed.get(name) ?? project.serviceNamed.get(name.toLowerCase());
  return service ? [service] : [];
}

/**
 * By the name in small letters, the services of every name that is not just the key of one service. For the others,
 * which are nearly all, the project's own map answers.
 */
function nameTable(project: Project): ReadonlyMap<string, readonly Service[]> {
  const further = new Set(servicesWith(project, 'container_name', 'hostname', 'networks.aliases'));
  for (const service of project.services) if (service.name !== service.name.toLowerCase()) further.add(service);
  const names = new Map<string, Service[]>();
  if (further.size === 0) return names;
  for (const service of further) for (const name of namesOf(service)) names.set(name, []);
  for (const service of project.services) {
    if (further.has(service)) for (const name of namesOf(service)) names.get(name)?.push(service);
    else names.get(service.name)?.push(service);
  }
  return names;
}

// A service object lives as long as its text does, so what is made of it alone is made once.
const ownNames = new WeakMap<Service, ReadonlySet<string>>();

function namesOf(service: Service): ReadonlySet<string> {
  let names = ownNames.get(service);
  if (!names) {
    const texts = [service.containerName, service.hostname, ...service.attachments.flatMap(({ aliases }) => aliases)];
    const given = texts.flatMap((text) => (text?.known ? text.value : []));
    names = new Set([service.name, ...given].map((name) => name.toLowerCase()));
    ownNames.set(service, names);
  }
  return names;
}

const usedHosts = new WeakMap<Service, readonly Mention[]>();

/**
 * The hosts that the service itself connects to, as far as its configuration tells. Labels are left out: others read
 * them. So are words that happen to be a service's name but are no host.
 */
export function hostsUsedBy(service: Service): readonly Mention[] {
  let hosts = usedHosts.get(service);
  if (!hosts) {
    hosts = service.mentions.filter(isUse);
    usedHosts.set(service, hosts);
  }
  return hosts;
}

function isUse(mention: Mention): boolean {
  if (mention.source === 'label' || givenToOthers.test(mention.key ?? '')) return false;
  if (mention.form === 'word') return !givenToItself.test(mention.key ?? '');
  // `redis:7` in a command is an image.
  return mention.form === 'url' || mention.source === 'environment' || (mention.port ?? 0) >= 80;
}

// Variables that give a service its own name or the public name of the site.
const givenToItself =
  /^(?:HOST|HOSTNAME|SERVER|.*(?:VIRTUAL|LETSENCRYPT|LISTEN|BIND|OWN|SELF)_?HOST(?:NAME)?S?|.*SERVER_?NAME.*)$/i;
// Variables whose hosts are told to clients or compared with their requests; the service does not connect to them.
const givenToOthers = /ADVERTISED|LISTENERS?$|ALLOWED|TRUSTED|CORS|ORIGIN|REDIRECT|CALLBACK|PUBLIC_|EXTERNAL_/i;

/** True when `links` or `extra_hosts` give the name a meaning of its own inside the service. */
export function hasOwnMeaning(service: Service, name: string): boolean {
  if (service.links.length === 0 && service.extraHosts.length === 0) return false;
  const lower = name.toLowerCase();
  return (
    service.links.some((link) => (link.alias ?? link.service).toLowerCase() === lower) ||
    service.extraHosts.some(({ host }) => host.toLowerCase() === lower)
  );
}
