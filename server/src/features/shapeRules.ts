/**
 * The rules about the text as YAML and about what the schema of the Compose Specification describes, by id. Other
 * extensions report some of these faults too; what no schema can tell is reported by Bulkhead alone.
 */
export const shapeRules: ReadonlySet<string> = new Set([
  'syntax-error',
  'tab-indentation',
  'duplicate-key',
  'undefined-anchor',
  'unknown-key',
  'wrong-type',
  'bad-value',
  'duplicate-item',
]);
