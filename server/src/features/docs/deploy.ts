import { type KeyDocs, shortDocs } from './keyDoc.ts';

const update = (what: string): Readonly<Record<string, string>> => ({
  parallelism: `How many containers are ${what} at a time; 0 for all.`,
  delay: 'Time between two groups.',
  failure_action: 'What to do when one fails.',
  monitor: 'How long each is watched afterwards.',
  max_failure_ratio: 'What share may fail, 0 to 1.',
  order: 'Whether the old one stops before the new one starts (`stop-first`) or after (`start-first`).',
});

const under = (key: string, docs: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(docs).map(([name, text]) => [`${key}.${name}`, text]));

/** Keys of `deploy`. */
export const deployDocs: KeyDocs = {
  ...shortDocs('services.*.deploy.', (key) => `deploy/#${key.split('.')[0] ?? ''}`, {
    labels: 'Notes on the service in the swarm; not on its containers.',
    resources: 'How much of the machine a container may use, and how much is kept for it.',
    restart_policy: 'Whether a container that ended is started again.',
    rollback_config: 'How an update is taken back.',
    update_config: 'How containers are replaced by new ones.',
    placement: 'On which machines of the swarm the service runs.',
    replicas: 'How many containers of the service run. Their names resolve to all of them.',
    ...under('resources', {
      limits: 'What a container may use at most.',
      reservations: 'What is kept for a container.',
      'limits.cpus': 'CPUs, fractions allowed: `"0.5"`.',
      'limits.memory': 'Memory: `512M`.',
      'limits.pids': 'Processes.',
      'reservations.cpus': 'CPUs, fractions allowed: `"0.5"`.',
      'reservations.memory': 'Memory: `512M`.',
      'reservations.generic_resources': 'Resources that the administrator of the swarm defined.',
      'reservations.generic_resources[].discrete_resource_spec': 'One such resource.',
      'reservations.generic_resources[].discrete_resource_spec.kind': 'Its name.',
      'reservations.generic_resources[].discrete_resource_spec.value': 'How many of it.',
      'reservations.devices': 'Devices such as graphics processors.',
      'reservations.devices[].capabilities': 'What the device has to be able to do: `[gpu]`.',
      'reservations.devices[].count': 'How many of them; `all` for every one.',
      'reservations.devices[].device_ids': 'Which ones, by their ids.',
      'reservations.devices[].driver': 'The driver that provides them: `nvidia`.',
      'reservations.devices[].options': 'Settings for the driver.',
    }),
    ...under('restart_policy', {
      condition: 'When to start it again: `none`, `on-failure` or `any`.',
      delay: 'Time between two attempts.',
      max_attempts: 'How often to try.',
      window: 'How long it has to run to count as started.',
    }),
    ...under('rollback_config', update('taken back')),
    ...under('update_config', update('replaced')),
    ...under('placement', {
      constraints: 'Conditions that a machine has to meet: `node.role == worker`.',
      preferences: 'How to spread containers over the machines.',
      'preferences[].spread': 'The label of machines to spread over.',
      max_replicas_per_node: 'How many containers one machine may run.',
    }),
  }),
  'services.*.deploy.mode': {
    summary: 'A number of containers (`replicated`), or one on every machine (`global`).',
    link: 'deploy/#mode',
    values: [
      { value: 'replicated', summary: 'As many containers as `replicas` says; the default.' },
      { value: 'global', summary: 'One container on every machine of the swarm.' },
    ],
  },
  'services.*.deploy.endpoint_mode': {
    summary: 'What the name of the service resolves to in a swarm: one virtual address, or every container.',
    link: 'deploy/#endpoint_mode',
    values: [
      { value: 'vip', summary: 'One virtual address that spreads connections over the containers; the default.' },
      { value: 'dnsrr', summary: 'The addresses of all containers, in turn.' },
    ],
  },
};
