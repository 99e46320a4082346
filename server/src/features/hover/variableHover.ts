import type { VariableUse } from '../../model/scalar.ts';
import { code } from '../markdown.ts';

// What a screen should not show while someone looks over the shoulder.
const secretName = /PASS(?:WORD|WD|PHRASE)?|SECRET|TOKEN|CREDENTIAL|(?:API|ACCESS|PRIVATE|ENCRYPTION)_?KEY/i;

/** The value of a variable and where it comes from. Values of variables that look like passwords are not shown. */
export function variableHover({ name, value, source, required }: VariableUse): string {
  const lines = [`### Variable ${code(name)}`];
  const hidden = source === 'environment' && secretName.test(name);
  const shown =
    value === undefined || value === '' ? 'empty' : hidden ? 'set (not shown, as it looks like a secret)' : code(value);
  switch (source) {
    case 'environment':
      lines.push(
        `**Value**: ${shown}, from the \`.env\` file. A variable of the shell that runs compose wins over it.`,
      );
      break;
    case 'default':
      lines.push(`**Value**: ${shown}, the default written here, as the \`.env\` file does not set it.`);
      break;
    case 'none':
      lines.push(
        required
          ? '**No value**: the `.env` file does not set it. It is required, so compose refuses to start unless the shell has it.'
          : `**No value**: the \`.env\` file does not set it and no default is written here. Unless the shell has it, it becomes empty; write \`\${NAME:-default}\` to avoid that.`,
      );
      break;
  }
  lines.push(
    '[Interpolation in the Compose file reference](https://docs.docker.com/reference/compose-file/interpolation/)',
  );
  return lines.join('\n\n');
}
