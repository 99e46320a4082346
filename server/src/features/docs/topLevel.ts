import type { KeyDocs } from './keyDoc.ts';

/** Keys at the top of the file. */
export const topLevelDocs: KeyDocs = {
  version: {
    summary: 'Names an old version of the file format. Compose ignores it and warns: take it out.',
    link: 'version-and-name/#version-top-level-element-obsolete',
  },
  name: {
    summary: 'The name of the project; without it compose takes the name of the folder.',
    more: 'Containers, networks and volumes get it as a prefix: network `dmz` of project `shop` is called `shop_dmz` in the engine. `-p` and `COMPOSE_PROJECT_NAME` win over it.',
    link: 'version-and-name/#name-top-level-element',
  },
  include: {
    summary: 'Takes the services, networks and volumes of other compose files into this project.',
    more: 'Each file is read on its own, with paths relative to its own folder. A name that stands in two of them must mean the same.',
    since: 'Compose 2.20.3',
    link: 'include/',
  },
  services: {
    summary: 'The containers that make up the application, by name.',
    more: 'Each name is also a host name: on a shared network, `backend` reaches `database` under just that name. A service without `networks` joins the network `default` with all others that name none.',
    link: 'services/',
  },
  networks: {
    summary: 'The networks that services can join. Who shares none cannot talk to each other.',
    more: 'A network that is only named (`dmz:` with nothing below) is a bridge with addresses that the engine picks and with a way out to the internet. Without this section everyone shares one network, `default`.',
    link: 'networks/',
  },
  volumes: {
    summary: 'Storage that outlives containers and that services mount by name.',
    link: 'volumes/',
  },
  secrets: {
    summary: 'Passwords and keys that services get as files under `/run/secrets` instead of as variables.',
    link: 'secrets/',
  },
  configs: {
    summary: 'Configuration files that services get without building an image for them.',
    link: 'configs/',
  },
  models: {
    summary: 'AI models that services use through an endpoint which compose puts in their environment.',
    since: 'Compose 2.38.0',
    link: 'models/',
  },
};
