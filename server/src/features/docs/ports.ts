import type { KeyDocs } from './keyDoc.ts';

/** Keys of the long form of `ports`. */
export const portDocs: KeyDocs = {
  'services.*.ports[].name': {
    summary: 'A name for the port, for readers only.',
    link: 'services/#ports',
  },
  'services.*.ports[].target': {
    summary: "The container's own port, on which its program listens.",
    link: 'services/#ports',
  },
  'services.*.ports[].published': {
    summary: 'The port of the machine that leads to the container; a free one when it is left out.',
    more: 'In quotes; a range such as `"8080-8090"` lets the engine take a free one of them.',
    link: 'services/#ports',
  },
  'services.*.ports[].host_ip': {
    summary: 'The address of the machine on which the port opens; all of them when it is left out.',
    more: '`127.0.0.1` keeps it to this machine. On all addresses the whole LAN comes in, **past ufw and firewalld**.',
    link: 'services/#ports',
    values: [
      { value: '127.0.0.1', summary: 'Only this machine gets in.' },
      { value: '0.0.0.0', summary: 'Everyone who can route to this machine, over IPv4.' },
    ],
  },
  'services.*.ports[].protocol': {
    summary: 'The transport protocol; `tcp` when nothing is given.',
    link: 'services/#ports',
    values: [
      { value: 'tcp', summary: 'Connections: HTTP, databases and most else.' },
      { value: 'udp', summary: 'Single packets: DNS, QUIC, syslog.' },
      { value: 'sctp', summary: 'Telephone signalling.' },
    ],
  },
  'services.*.ports[].app_protocol': {
    summary: 'What is spoken over the port, `http` for one; a hint for tools that changes nothing.',
    since: 'Compose 2.26.0',
    link: 'services/#ports',
    values: [
      { value: 'http', summary: 'Web pages and APIs.' },
      { value: 'https', summary: 'The same, encrypted.' },
      { value: 'grpc', summary: 'Remote calls over HTTP/2.' },
    ],
  },
  'services.*.ports[].mode': {
    summary: 'In a swarm: open the port on every machine (`ingress`) or on those that run the service (`host`).',
    link: 'services/#ports',
    values: [
      { value: 'ingress', summary: 'Every machine of the swarm takes connections and passes them on.' },
      { value: 'host', summary: 'Only machines that run a container of the service.' },
    ],
  },
};
