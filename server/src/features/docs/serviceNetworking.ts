import type { KeyDocs } from './keyDoc.ts';

/** Keys of a service that decide who reaches whom and under which name. */
export const serviceNetworkingDocs: KeyDocs = {
  'services.*.networks': {
    summary: 'The networks that the service joins. It reaches exactly those who share one with it.',
    more: 'A list of names, or a map when a membership has settings (`aliases`, `ipv4_address` …). Left out, the service joins `default`, which it then shares with every other service that names none.',
    link: 'services/#networks',
  },
  'services.*.ports': {
    summary: 'Publishes ports on the machine: `HOST:CONTAINER`, opened for everyone who can route to it.',
    more: '`"127.0.0.1:8080:80"` keeps a port to this machine. Other services need no published port: on a shared network every port of the container is open to them. Quote the items, YAML may read `22:22` as a number.',
    link: 'services/#ports',
  },
  'services.*.expose': {
    summary: 'Says which ports the container listens on. It opens nothing.',
    more: 'Members of a shared network reach all ports with or without it; others reach none. It is a note for readers and tools.',
    link: 'services/#expose',
  },
  'services.*.network_mode': {
    summary: 'Gives the service no network of its own but the one of the machine, of another container, or none.',
    more: 'Not possible together with `networks`. Then `ports` do nothing (`host`, `none`) or are refused (`service:`).',
    link: 'services/#network_mode',
    values: [
      { value: 'none', summary: 'No network but loopback: nothing in, nothing out.' },
      {
        value: 'host',
        summary: 'The network of the machine itself: every port it opens is open there, without isolation.',
      },
      {
        value: 'bridge',
        summary: "The engine's default bridge, shared with all containers that name no network; no names there.",
      },
    ],
  },
  'services.*.links': {
    summary: 'Old way to reach a service under another name. On a shared network the name works without it.',
    more: '`database:db` makes `db` stand for `database` inside this service. Use `aliases` on the network instead.',
    link: 'services/#links',
  },
  'services.*.external_links': {
    summary: 'Old way to reach a container of another project by name. Share an `external` network with it instead.',
    link: 'services/#external_links',
  },
  'services.*.depends_on': {
    summary: 'Starts these services first. It opens no connection: for that, share a network.',
    more: 'A list waits until they are *started*; the map form with `condition: service_healthy` waits until they answer.',
    link: 'services/#depends_on',
  },
  'services.*.depends_on.*.condition': {
    summary: 'What has to be true of the other service before this one starts.',
    link: 'services/#depends_on',
    values: [
      { value: 'service_started', summary: 'Its container runs; its program may not answer yet.' },
      { value: 'service_healthy', summary: 'Its health check succeeds; it needs a `healthcheck`.' },
      {
        value: 'service_completed_successfully',
        summary: 'It ran to its end without an error: for migrations and other one-time work.',
      },
    ],
  },
  'services.*.depends_on.*.restart': {
    summary: 'Restarts this service when compose restarts or recreates the other one.',
    since: 'Compose 2.17.0',
    link: 'services/#depends_on',
  },
  'services.*.depends_on.*.required': {
    summary: 'With `false`, compose only warns when the other service is not there; the default is `true`.',
    since: 'Compose 2.20.0',
    link: 'services/#depends_on',
  },
  'services.*.dns': {
    summary: 'DNS servers for names that the engine does not know itself.',
    more: 'Names of services are answered by the engine in any case. On internal networks outside servers cannot be reached.',
    link: 'services/#dns',
  },
  'services.*.dns_opt': {
    summary: 'Options for the resolver in the container (`/etc/resolv.conf`), such as `ndots:2`.',
    link: 'services/#dns_opt',
  },
  'services.*.dns_search': {
    summary: 'Domains that are tried behind a short host name.',
    link: 'services/#dns_search',
  },
  'services.*.extra_hosts': {
    summary: 'Adds names with addresses to `/etc/hosts` of the container.',
    more: '`host.docker.internal=host-gateway` makes the machine itself reachable under that name on Linux too. An entry wins over the name of a service.',
    link: 'services/#extra_hosts',
  },
  'services.*.hostname': {
    summary:
      'What the container calls itself. **Others cannot reach it by that name**: use the service name or an alias.',
    link: 'services/#hostname',
  },
  'services.*.domainname': {
    summary: 'The domain that the container believes to be in. It creates no DNS name.',
    link: 'services/#domainname',
  },
  'services.*.container_name': {
    summary: 'A fixed name for the container, which is also a host name on its networks.',
    more: 'It is unique on the machine, so the service cannot have several replicas nor the stack run twice.',
    link: 'services/#container_name',
  },
  'services.*.mac_address': {
    summary:
      'The MAC address of the container. Set it per network (`networks.NAME.mac_address`) where there are several.',
    link: 'services/#mac_address',
  },
  'services.*.sysctls': {
    summary: 'Kernel settings of the container; those under `net.` hold for its own network only.',
    more: 'With `network_mode: host` settings under `net.` are refused, as they would change the machine.',
    link: 'services/#sysctls',
  },
  'services.*.cap_add': {
    summary: 'Gives the container rights of root that it lacks, such as `NET_ADMIN` to change its own network.',
    link: 'services/#cap_add',
  },
  'services.*.cap_drop': {
    summary: 'Takes rights from the container; `ALL` and then adding what it needs is the safest start.',
    link: 'services/#cap_drop',
  },
  'services.*.privileged': {
    summary: 'Takes away nearly all isolation from the machine, network included. Rarely needed: prefer `cap_add`.',
    link: 'services/#privileged',
  },
  'services.*.scale': {
    summary: 'How many containers of the service run. One host port or fixed address cannot serve several.',
    link: 'services/#scale',
  },
  'services.*.environment': {
    summary: 'Variables for the program in the container, addresses of other services among them.',
    more: 'Inside, a service is reached under its name and its *container* port: `postgres://database:5432`, whatever port is published. Wins over `env_file`.',
    link: 'services/#environment',
  },
  'services.*.volumes_from': {
    summary: 'Mounts all volumes of another service or container; `:ro` behind the name makes them read-only.',
    link: 'services/#volumes_from',
  },
  'services.*.extends': {
    summary: 'Takes over the settings of another service, of this or of another file, and adds to them.',
    link: 'services/#extends',
  },
  'services.*.extends.service': {
    summary: 'The service whose settings are taken over.',
    link: 'services/#extends',
  },
  'services.*.extends.file': {
    summary: 'The file that has that service; this one when left out.',
    more: 'Networks and volumes that the service uses there have to be defined in this file as well.',
    link: 'services/#extends',
  },
};
