/** What one key of a compose file means, in our own words. Texts are Markdown. */
export interface KeyDoc {
  /** One sentence, for lists of proposals and the first line of a hover. */
  readonly summary: string;
  /** What someone who is learning should know beside that. */
  readonly more?: string;
  /** The versions that know the key, where not all in use do. */
  readonly since?: string;
  /** Page and anchor in the Compose file reference. */
  readonly link: string;
  /** Values worth proposing; other values may be right as well. */
  readonly values?: readonly ValueDoc[];
}

export interface ValueDoc {
  readonly value: string;
  readonly summary: string;
}

/** By the key's place: `services.*.networks.*.aliases`, where `*` is a name of the author's and `[]` an item of a list. */
export type KeyDocs = Readonly<Record<string, KeyDoc>>;

/** Docs of keys that need no more than a sentence and share a page. */
export function shortDocs(
  prefix: string,
  link: (key: string) => string,
  summaries: Readonly<Record<string, string>>,
): KeyDocs {
  return Object.fromEntries(
    Object.entries(summaries).map(([key, summary]) => [`${prefix}${key}`, { summary, link: link(key) }]),
  );
}
