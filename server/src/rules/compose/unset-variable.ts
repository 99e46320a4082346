import type { VariableUse } from '../../model/scalar.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const unsetVariable = defineRule({
  id: 'unset-variable',
  category: 'portability',
  docs: {
    summary: 'A variable has neither a value in `.env` nor a default.',
    why: 'Unless the shell sets it, compose puts in nothing, warns, and goes on: an empty name, port or password. A variable with `:?` stops it.',
    instead: 'Give a default, add the variable to `.env`, or require it with `:?` and a message.',
    references: [
      'https://docs.docker.com/reference/compose-file/interpolation/',
      'https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:\${TAG}
              #            ^^^^^^ \`TAG\` has no value
              environment:
                KEY: \${KEY:?set it in .env}
                #    ^^^^^^^^^^^^^^^^^^^^^^ \`KEY\` has no value: compose stops unless the shell sets it
                AGAIN: \${TAG}
                HOST: \${HOST}
        `,
        env: { HOST: 'shop.example.com' },
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:\${TAG:-1.27}
            environment:
              PRICE: 5$$
      `,
    ],
  },
  *check(project) {
    const seen = new Set<string>();
    for (const use of project.variables) {
      if (use.source !== 'none' || seen.has(use.name)) continue;
      seen.add(use.name);
      yield { span: use.span, message: message(use) };
    }
  },
});

function message({ name, required }: VariableUse): string {
  return required
    ? `\`${name}\` has no value: compose stops unless the shell sets it.`
    : `\`${name}\` has no value and no default: unless the shell sets it, compose puts in nothing.`;
}
