import type { WordsByMessage } from './words.ts';

/** Conditions on texts, numbers and shares. */
export const matchingWords: WordsByMessage = {
  'type.matcher.v3.StringMatcher': {
    about: 'A condition on a text. Exactly one kind has to be chosen.',
    fields: {
      exact: 'The whole text.',
      prefix: 'Its beginning; not empty.',
      suffix: 'Its end; not empty.',
      contains: 'A part of it.',
      safe_regex: 'A regular expression for the whole text.',
      ignore_case: ['Ignores capitals; not for regular expressions.', 'false'],
      custom: 'An extension that compares.',
    },
  },
  'type.matcher.v3.RegexMatcher': {
    about: 'A regular expression for the whole text.',
    fields: {
      regex: 'The expression, in RE2 syntax: no look-around, no back-references.',
      google_re2: 'The engine; needed no more.',
    },
  },
  'type.matcher.v3.RegexMatchAndSubstitute': {
    about: 'Replaces what a regular expression finds.',
    fields: {
      pattern: 'What is replaced, wherever it occurs.',
      substitution: 'What it is replaced with; `\\1` stands for the first group.',
    },
  },
  'type.matcher.v3.PathMatcher': { fields: { path: 'A condition on the path, without query.' } },
  'type.matcher.v3.MetadataMatcher': {
    about: 'A condition on metadata.',
    fields: {
      filter: 'The namespace: name of the filter that wrote it.',
      path: 'Keys that lead to the value.',
      value: 'What the value has to be.',
      invert: ['Turns the condition round.', 'false'],
    },
  },
  'type.matcher.v3.ValueMatcher': {
    about: 'A condition on a value. Exactly one kind has to be chosen.',
    fields: {
      string_match: 'A text.',
      double_match: 'A number.',
      bool_match: 'true or false.',
      present_match: 'Whether it is there.',
      list_match: 'An item of a list.',
      or_match: 'One of several.',
      null_match: 'Nothing.',
    },
  },
  'type.matcher.v3.ListStringMatcher': { fields: { patterns: 'Conditions of which one has to hold.' } },
  'type.v3.FractionalPercent': {
    about: 'A share.',
    fields: { numerator: 'How many of them.', denominator: ['Out of how many.', '`HUNDRED`'] },
  },
  'type.v3.Percent': { about: 'A share in percent.', fields: { value: 'Percent, 0 to 100.' } },
  'type.v3.Int64Range': {
    about: 'Whole numbers.',
    fields: { start: 'The first one.', end: 'The one behind the last one.' },
  },
  'config.core.v3.RuntimeFractionalPercent': {
    about: 'A share that runtime can change.',
    fields: { default_value: 'The share when runtime says nothing.', runtime_key: 'The key that runtime can set.' },
  },
  'config.core.v3.RuntimeUInt32': {
    about: 'A number that runtime can change.',
    fields: { default_value: 'The number when runtime says nothing.', runtime_key: 'The key that runtime can set.' },
  },
  'config.core.v3.RuntimeFeatureFlag': {
    about: 'A switch that runtime can change.',
    fields: { default_value: 'The switch when runtime says nothing.', runtime_key: 'The key that runtime can set.' },
  },
  'xds.type.matcher.v3.Matcher': {
    about: 'A tree of matchers that leads to an action.',
    fields: {
      matcher_list: 'Conditions, looked at in order.',
      matcher_tree: 'A value that is looked up, exactly or by prefix.',
      on_no_match: 'What holds when nothing fits.',
    },
  },
  'xds.type.matcher.v3.Matcher.OnMatch': { fields: { action: 'The result.', matcher: 'Goes on with another tree.' } },
};
