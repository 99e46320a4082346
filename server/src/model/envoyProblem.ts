import type { Span } from '../text/span.ts';
import type { EnvoyValue } from './envoyMessage.ts';

/** Why Envoy does not know an `@type`. */
export type UnknownTypeReason =
  /** A name of the API v2, which Envoy has dropped. */
  | { readonly kind: 'v2' }
  /** Only the `contrib` image has it. */
  | { readonly kind: 'contrib' }
  /** In the API, but not in the usual build. */
  | { readonly kind: 'not-built' }
  /** A later version has it. */
  | { readonly kind: 'later'; readonly since: number }
  /** No longer in this version. */
  | { readonly kind: 'removed'; readonly until: number }
  | { readonly kind: 'unknown' };

/** A field or enum value that is on its way out. */
export interface EnvoyDeprecation {
  readonly kind: 'deprecated' | 'disallowed';
  readonly what: 'field' | 'value';
  readonly name: string;
  readonly type: string;
  readonly span: Span;
}

/** What Envoy cannot read in a file; each kind is reported by the rule of the same subject. */
export type EnvoyProblem =
  /** Not YAML as Envoy reads it. `message` is a sentence. */
  | { readonly kind: 'syntax'; readonly message: string; readonly span: Span }
  /** Too large or too deep to be looked at. `message` is a sentence. */
  | { readonly kind: 'unread'; readonly message: string; readonly span: Span }
  | { readonly kind: 'tab-indentation'; readonly span: Span }
  | { readonly kind: 'undefined-anchor'; readonly name: string; readonly span: Span }
  /** `<<`, which is a field of that name for Envoy. */
  | { readonly kind: 'merge-key'; readonly span: Span }
  /** Later documents of the file, which Envoy does not read. */
  | { readonly kind: 'second-document'; readonly span: Span }
  | { readonly kind: 'duplicate-key'; readonly key: string; readonly span: Span; readonly first: Span }
  /** `since`: the field exists from that minor version on; `until`: up to that one. */
  | {
      readonly kind: 'unknown-field';
      readonly field: string;
      readonly type: string;
      readonly since?: number;
      readonly until?: number;
      readonly path: readonly (string | number)[];
      /** As if of a `Struct`, since nothing tells its type. */
      readonly value: EnvoyValue | undefined;
      readonly span: Span;
    }
  /** `expected` and `actual` in words. `replacement`: the same value written so that Envoy takes it. */
  | {
      readonly kind: 'wrong-type';
      readonly field: string;
      readonly expected: string;
      readonly actual: string;
      readonly replacement?: string;
      readonly span: Span;
    }
  | {
      readonly kind: 'bad-duration';
      readonly field: string;
      readonly text: string;
      readonly replacement: string | undefined;
      readonly negative: boolean;
      /** False where Envoy was seen not to look. */
      readonly enforced: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: 'unknown-enum-value';
      readonly field: string;
      readonly value: string;
      readonly known: readonly string[];
      readonly since?: number;
      readonly span: Span;
    }
  /** A map that stands for an `Any` and has no `@type`. */
  | { readonly kind: 'missing-type'; readonly field: string; readonly fits: readonly string[]; readonly span: Span }
  /** `@type` without `type.googleapis.com/`. */
  | {
      readonly kind: 'bad-type-url';
      readonly text: string;
      readonly replacement: string | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: 'unknown-type';
      readonly type: string;
      readonly reason: UnknownTypeReason;
      readonly span: Span;
    }
  /** An extension of another category. `slots` are those of the place, `own` those of the extension. */
  | {
      readonly kind: 'wrong-slot';
      readonly type: string;
      readonly slots: readonly string[];
      readonly own: readonly string[];
      readonly fits: readonly string[];
      readonly span: Span;
    }
  /** A named extension without configuration. `fits`: types of extensions with that name. */
  | {
      readonly kind: 'missing-typed-config';
      readonly name: string;
      readonly slots: readonly string[];
      readonly fits: readonly string[];
      /** Of the message that lacks it. */
      readonly path: readonly (string | number)[];
      readonly span: Span;
    }
  /** One of these fields must be set; with several of them they are a oneof. */
  | {
      readonly kind: 'missing-field';
      readonly fields: readonly string[];
      readonly type: string;
      /** Of the message that lacks it. */
      readonly path: readonly (string | number)[];
      readonly enforced: boolean;
      readonly span: Span;
    }
  /** A rule of the API that the value breaks; `reason` goes on after the field's name: "must be at least 1". */
  | {
      readonly kind: 'violated-rule';
      readonly field: string;
      readonly type: string;
      readonly reason: string;
      /** False where Envoy was seen not to look. */
      readonly enforced: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: 'oneof-conflict';
      readonly field: string;
      readonly other: string;
      readonly oneof: string;
      readonly path: readonly (string | number)[];
      readonly span: Span;
      readonly first: Span;
    }
  | EnvoyDeprecation;
