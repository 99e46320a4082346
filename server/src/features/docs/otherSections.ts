import { type KeyDocs, shortDocs } from './keyDoc.ts';

/** Keys below `volumes`, `secrets`, `configs`, `models` and `include`. */
export const otherSectionDocs: KeyDocs = {
  ...shortDocs('volumes.*.', (key) => `volumes/#${key.split('.')[0] ?? ''}`, {
    name: 'The name that the engine knows the volume by, without the project as a prefix.',
    driver: 'What stores the data; `local` when nothing is given.',
    driver_opts: 'Settings for the driver.',
    external: 'The volume exists already; compose neither makes nor removes it.',
    'external.name': 'Old place for the name of an existing volume.',
    labels: 'Notes on the volume, as names and values.',
  }),
  ...shortDocs('secrets.*.', () => 'secrets/', {
    name: 'The name that the platform knows the secret by.',
    environment: 'The variable that holds the secret.',
    file: 'The file that holds the secret.',
    external: 'The secret exists already on the platform.',
    'external.name': 'Old place for the name of an existing secret.',
    labels: 'Notes on the secret, as names and values.',
    driver: 'What stores the secret.',
    driver_opts: 'Settings for the driver.',
    template_driver: 'What fills in placeholders.',
  }),
  ...shortDocs('configs.*.', () => 'configs/', {
    name: 'The name that the platform knows the config by.',
    content: 'The text itself.',
    environment: 'The variable that holds the text.',
    file: 'The file that holds the text.',
    external: 'The config exists already on the platform.',
    'external.name': 'Old place for the name of an existing config.',
    labels: 'Notes on the config, as names and values.',
    template_driver: 'What fills in placeholders.',
  }),
  ...shortDocs('models.*.', () => 'models/', {
    name: 'A name for the model.',
    model: 'The model, as an artifact of a registry: `ai/smollm2`.',
    context_size: 'How many tokens the model may look back on.',
    runtime_flags: 'Further arguments for the program that runs the model.',
  }),
  ...shortDocs('include[].', () => 'include/', {
    path: 'The compose file, or several that are laid over each other.',
    env_file: 'Variables for that file.',
    project_directory: 'The folder that its relative paths start from.',
  }),
};
