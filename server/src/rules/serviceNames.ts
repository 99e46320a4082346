import type { Mention } from '../model/mention.ts';
import type { Project } from '../model/project.ts';
import type { Text } from '../model/scalar.ts';
import type { Service } from '../model/service.ts';
import { tableOf } from './projectTables.ts';
import { servicesBy } from './serviceIndex.ts';

const byName = servicesBy(namesOf);

/** The services that some container reaches under this name: service name, alias, container name, host name. */
export function servicesCalled(project: Project, name: string): readonly Service[] {
  return tableOf(project, byName).get(name.toLowerCase()) ?? [];
}

/** All names of the service in small letters. */
export function namesOf({ name, containerName, hostname, attachments }: Service): ReadonlySet<string> {
  const names = new Set([name.toLowerCase()]);
  const add = (text: Text | undefined): void => {
    if (text?.known) names.add(text.value.toLowerCase());
  };
  add(containerName);
  add(hostname);
  for (const { aliases } of attachments) for (const alias of aliases) add(alias);
  return names;
}

// A service object lives as long as its text does, so what is made of it alone is made once.
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
  if (mention.source === 'configuration') return true;
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
