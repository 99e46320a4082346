import type { Text } from '../model/scalar.ts';

/** The parts of `[SOURCE:]TARGET[:OPTIONS]` as places in the text. */
export interface VolumeSyntax {
  /** From 0; absent for an anonymous volume. */
  readonly sourceEnd?: number;
}

/** What a short volume says, or why compose cannot read it (compose-go, format/volume.go). */
export function parseVolume(text: string): VolumeSyntax | { readonly reason: string } {
  if (text === '') return { reason: 'A volume wants at least the path where it is mounted' };
  if (text.length <= 2) return {};
  const sections = sectionsOf(text);
  if (sections.some((section) => section === ''))
    return { reason: 'There is nothing before, between or after the colons' };
  if (sections.length > 3) return { reason: 'There are too many colons: `SOURCE:TARGET:OPTIONS` has two' };
  return sections.length === 1 ? {} : { sourceEnd: sections[0]?.length ?? 0 };
}

/** The named volume that a short volume mounts: not a path of the host, nor an anonymous one. */
export function namedVolume({ value }: Text): { readonly length: number } | undefined {
  const parsed = parseVolume(value);
  if ('reason' in parsed || parsed.sourceEnd === undefined) return undefined;
  return isHostPath(value.slice(0, parsed.sourceEnd)) ? undefined : { length: parsed.sourceEnd };
}

/** Colons separate, except behind the letter of a Windows drive. */
function sectionsOf(text: string): readonly string[] {
  const sections: string[] = [];
  let current = '';
  for (const character of text) {
    if (character === ':' && !/^\p{L}$/u.test(current)) {
      sections.push(current);
      current = '';
    } else current += character;
  }
  return [...sections, current];
}

function isHostPath(source: string): boolean {
  return /^(?:[./~]|\\\\|\p{L}:)/u.test(source);
}
