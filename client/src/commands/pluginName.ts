/** What is wrong with the type of a CNI plugin; undefined for a good one. */
export function pluginNameFault(name: string): string | undefined {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) return 'Lower-case letters, digits and dashes, beginning with a letter.';
  return name.length > 40 ? 'At most 40 characters.' : undefined;
}

/** A text of the scaffold under another name. The kernel takes 15 characters for the name of a bridge. */
export function renamed(text: string, name: string): string {
  return text
    .replaceAll('my-bridge', name)
    .replaceAll('my-net', `${name}-net`)
    .replaceAll('my-br0', `${name.slice(0, 11).replace(/-$/, '')}-br0`);
}
