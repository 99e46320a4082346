import { versionsFor } from '../../../cni/installed.ts';
import { code } from '../../markdown.ts';
import { keyNamed } from '../cniKeys.ts';
import { keyWords } from '../keyWords.ts';
import { valueWords } from '../valueWords.ts';
import { type CniProposal, type CniTarget, literal } from './cniProposal.ts';

/** `true` and `false`, values of a fixed set, versions of the specification. */
export function valueProposals({ place }: CniTarget): readonly CniProposal[] {
  const { config, part, path } = place;
  const name = path.at(-1);
  if (part !== 'value' || typeof name !== 'string') return [];
  const key = keyNamed(config, path.slice(0, -1), name);
  if (!key) return [];
  const { facts } = key;
  const documentation = keyWords(key);
  if (facts.type === 'boolean')
    return ['true', 'false'].map((label) => ({
      label,
      json: label,
      kind: 'constant',
      documentation,
      ...(String(facts.default ?? false) === label ? { detail: 'default' } : {}),
    }));
  const values = key.name === 'cniVersion' ? versionsFor(config.installed) : (facts.enum ?? []);
  return values
    .filter((value) => !String(value).startsWith('<'))
    .map((value): CniProposal => {
      const words = valueWords(key.name, value, key.of);
      const isDefault = facts.default === value;
      return {
        label: String(value),
        json: typeof value === 'string' ? JSON.stringify(literal(value)) : String(value),
        kind: 'choice',
        ...(words || isDefault
          ? { detail: [isDefault ? 'default' : '', words.replaceAll('`', '')].filter(Boolean).join(': ') }
          : {}),
        documentation: `${code(String(value))}${words ? ` — ${words}` : ''}\n\n${documentation}`,
      };
    });
}
