import { type KeyDocs, shortDocs } from './keyDoc.ts';

const onPage = (link: string) => (): string => link;

const mounted = (what: string): Readonly<Record<string, string>> => ({
  source: `The name of the ${what} under the top-level section.`,
  target: 'The file in the container.',
  uid: 'User number that owns the file.',
  gid: 'Group number that owns the file.',
  mode: 'Permissions of the file, in octal: `0440`.',
});

const hook: Readonly<Record<string, string>> = {
  command: 'What to run.',
  user: 'User that runs it.',
  privileged: 'Runs it with all rights.',
  working_dir: 'The folder to run it in.',
  environment: 'Further variables for it.',
};

const gpu: Readonly<Record<string, string>> = {
  capabilities: 'What the device has to be able to do: `[gpu]`.',
  count: 'How many of them; `all` for every one.',
  device_ids: 'Which ones, by their ids.',
  driver: 'The driver that provides them: `nvidia`.',
  options: 'Settings for the driver.',
};

/** Keys below a service's own that have little to do with networks. */
export const serviceNestedDocs: KeyDocs = {
  ...shortDocs('services.*.healthcheck.', onPage('services/#healthcheck'), {
    disable: "Switches off the image's own check.",
    interval: 'Time between two checks: `30s`.',
    retries: 'How many failures in a row make the container unhealthy.',
    test: 'The command: a text for the shell, or a list that begins with `CMD` or `CMD-SHELL`. It runs inside the container.',
    timeout: 'How long one check may take.',
    start_period: 'Time for starting up in which failures do not count.',
    start_interval: 'Time between two checks while starting up (Engine 25).',
  }),
  ...shortDocs('services.*.logging.', onPage('services/#logging'), {
    driver: 'What takes the output: `json-file`, `local`, `journald` …',
    options: 'Settings for it, such as `max-size`.',
  }),
  ...shortDocs('services.*.env_file[].', onPage('services/#env_file'), {
    path: 'The file.',
    format: 'With `raw`, values are taken as they stand, without replacing variables.',
    required: 'With `false`, a missing file is no error.',
  }),
  ...shortDocs('services.*.configs[].', onPage('services/#configs'), mounted('config')),
  ...shortDocs('services.*.secrets[].', onPage('services/#secrets'), mounted('secret')),
  ...shortDocs('services.*.ulimits.*.', onPage('services/#ulimits'), {
    soft: 'The limit that a process starts with and may raise.',
    hard: 'The limit that no process passes.',
  }),
  ...shortDocs('services.*.volumes[].', onPage('services/#volumes'), {
    type: 'What is mounted: a `volume`, a folder of the machine (`bind`), memory (`tmpfs`) …',
    source: 'The volume or the folder of the machine.',
    target: 'The folder in the container.',
    read_only: 'Lets the container only read.',
    consistency: 'How closely both sides have to agree; for old versions of Docker Desktop.',
    bind: 'Settings for a folder of the machine.',
    volume: 'Settings for a volume.',
    tmpfs: 'Settings for memory.',
    image: 'Settings for a mounted image.',
    'bind.propagation': 'Whether mounts made later on one side appear on the other.',
    'bind.create_host_path': 'Whether a missing folder is made; it is unless this says `false`.',
    'bind.recursive': 'What happens to mounts below the folder.',
    'bind.selinux': 'SELinux label: `z` shared, `Z` for this container alone.',
    'volume.labels': 'Notes on the volume, as names and values.',
    'volume.nocopy': "Does not fill an empty volume with the image's files.",
    'volume.subpath': 'Mounts a folder of the volume instead of all of it.',
    'tmpfs.size': 'How large it may grow, in bytes or as `64m`.',
    'tmpfs.mode': 'Permissions of the folder, in octal.',
    'image.subpath': 'Mounts a folder of the image instead of all of it.',
  }),
  ...shortDocs('services.*.blkio_config.', onPage('services/#blkio_config'), {
    weight: 'Share of the disk beside other containers, 10 to 1000.',
    weight_device: 'The same for single devices.',
    device_read_bps: 'Bytes a second that may be read, by device.',
    device_read_iops: 'Reads a second, by device.',
    device_write_bps: 'Bytes a second that may be written, by device.',
    device_write_iops: 'Writes a second, by device.',
    'weight_device[].path': 'The device.',
    'weight_device[].weight': 'Its share, 10 to 1000.',
    ...Object.fromEntries(
      ['device_read_bps', 'device_read_iops', 'device_write_bps', 'device_write_iops'].flatMap((key) => [
        [`${key}[].path`, 'The device.'],
        [`${key}[].rate`, 'The limit.'],
      ]),
    ),
  }),
  ...shortDocs('services.*.devices[].', onPage('services/#devices'), {
    source: 'The device of the machine.',
    target: 'Its path in the container.',
    permissions: 'What is allowed: `r`, `w` and `m` (make).',
  }),
  ...shortDocs('services.*.credential_spec.', onPage('services/#credential_spec'), {
    config: 'The config that holds the specification.',
    file: 'The file that holds it.',
    registry: 'The registry value that holds it.',
  }),
  ...shortDocs('services.*.gpus[].', onPage('services/#gpus'), gpu),
  ...shortDocs('services.*.models.*.', onPage('services/#models'), {
    endpoint_var: 'Variable that gets the address of the model.',
    model_var: 'Variable that gets its name.',
  }),
  ...shortDocs('services.*.provider.', onPage('services/#provider'), {
    type: 'The program that provides the service.',
    options: 'Settings for it.',
  }),
  ...shortDocs('services.*.post_start[].', onPage('services/#post_start'), hook),
  ...shortDocs('services.*.pre_stop[].', onPage('services/#pre_stop'), hook),
  ...shortDocs('services.*.develop.', onPage('develop/'), {
    watch: 'Which files to watch, and what to do when they change.',
    'watch[].path': 'The file or folder to watch.',
    'watch[].action': 'What to do: copy the files (`sync`), build anew (`rebuild`), restart …',
    'watch[].target': 'Where changed files go in the container.',
    'watch[].ignore': 'Files below the path that do not count.',
    'watch[].include': 'The only files below the path that count.',
    'watch[].exec': 'What to run after copying, with `sync+exec`.',
    'watch[].initial_sync': 'Copies all files once at the start.',
    ...Object.fromEntries(Object.entries(hook).map(([key, text]) => [`watch[].exec.${key}`, text])),
  }),
};
