/**
 * The value of docker's `--mount` for a file or folder of this machine that a container sees and cannot write. It is a
 * line of CSV: a part with a comma or a quote in it stands in quotes. Source: docker/cli, opts/mount.go.
 */
export const bindMount = (source: string, target: string): string =>
  ['type=bind', `source=${source}`, `target=${target}`, 'readonly'].map(quoted).join(',');

const quoted = (part: string): string => (/[",\r\n]/.test(part) ? `"${part.replaceAll('"', '""')}"` : part);
