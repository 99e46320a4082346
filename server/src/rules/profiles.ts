import type { Service } from '../model/service.ts';

/**
 * Whether two services run at the same time: `always` when no profile has to be switched on for that, `sometimes`
 * when one of them waits for a profile, `rarely` when they wait for different ones.
 */
export function mayRunTogether(a: Service, b: Service): 'always' | 'sometimes' | 'rarely' {
  if (a.profiles.length === 0 && b.profiles.length === 0) return 'always';
  if (a.profiles.length === 0 || b.profiles.length === 0) return 'sometimes';
  const own = new Set(a.profiles.map((profile) => profile.value));
  return b.profiles.some((profile) => own.has(profile.value)) ? 'sometimes' : 'rarely';
}
