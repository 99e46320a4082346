import type { Protocol, Service } from '../model/service.ts';

/** The container ports that a service publishes, of each range the first; those that a variable hides are left out. */
export function publishedTargets({
  ports,
}: Service): readonly { readonly port: number; readonly protocol: Protocol }[] {
  const found = new Map<string, { readonly port: number; readonly protocol: Protocol }>();
  for (const { target, protocol, known } of ports)
    if (known) found.set(`${target.first}/${protocol}`, { port: target.first, protocol });
  return [...found.values()];
}
