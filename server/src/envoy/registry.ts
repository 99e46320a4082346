import data from '../../../schemas/envoy/registry.json' with { type: 'json' };

/** The extensions of one category that Envoy is built with. Made by .ci/envoySchema. */
interface CategoryData {
  /** By the message that configures them: names of extensions. */
  readonly types: Readonly<Record<string, readonly string[]>>;
  /** Names of those without a message. */
  readonly untyped: readonly string[];
}

let parsed: Readonly<Record<string, CategoryData>> | undefined;

function categories(): Readonly<Record<string, CategoryData>> {
  const source: unknown = data;
  parsed ??= (typeof source === 'string' ? JSON.parse(source) : source) as Readonly<Record<string, CategoryData>>;
  return parsed;
}

const category = (name: string): CategoryData | undefined => {
  const all = categories();
  return Object.hasOwn(all, name) ? all[name] : undefined;
};

/** True for a category that extensions are known of. */
export const isCategory = (name: string): boolean => category(name) !== undefined;

/** Messages that configure extensions of a category, by full name. */
export const typesOf = (name: string): readonly string[] => Object.keys(category(name)?.types ?? {});

/** Names of the extensions that a message configures in a category. */
export const extensionsOf = (name: string, type: string): readonly string[] => category(name)?.types[type] ?? [];

/** Names of all extensions of a category. */
export const namesIn = (name: string): readonly string[] => [
  ...Object.values(category(name)?.types ?? {}).flat(),
  ...(category(name)?.untyped ?? []),
];

let byType: ReadonlyMap<string, readonly string[]> | undefined;

/** The categories in which a message configures an extension. */
export function categoriesOf(type: string): readonly string[] {
  if (!byType) {
    const made = new Map<string, string[]>();
    for (const [name, { types }] of Object.entries(categories())) {
      for (const each of Object.keys(types)) {
        const list = made.get(each);
        if (list) list.push(name);
        else made.set(each, [name]);
      }
    }
    byType = made;
  }
  return byType.get(type) ?? [];
}
