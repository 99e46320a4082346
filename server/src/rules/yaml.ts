/** A YAML text written in the indentation of the code around it: the indentation that all lines share goes. */
export function yaml(strings: TemplateStringsArray, ...values: readonly string[]): string {
  const text = strings.reduce((joined, part, index) => joined + (values[index - 1] ?? '') + part);
  const lines = text.replace(/^\n/, '').replace(/[ ]*$/, '').split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const shared = Math.min(...indents);
  return lines.map((line) => line.slice(shared)).join('\n');
}
