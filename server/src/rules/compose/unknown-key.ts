import type { Problem } from '../../model/problem.ts';
import type { Project } from '../../model/project.ts';
import { nearest } from '../nearest.ts';
import { oncePerProblem, problemsOf } from '../problems.ts';
import { defineRule, type Finding, type Fix } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const unknownKey = defineRule({
  id: 'unknown-key',
  category: 'correctness',
  docs: {
    summary: 'A key is not known at this place of a compose file.',
    why: 'Compose refuses a file with keys that the specification does not have, so a slip of the keyboard stops the whole project. Best known is `encrypted: true` under a network: encryption is an option of the overlay driver, and a bridge cannot encrypt at all.',
    instead:
      'Write the key as the specification does. For notes and settings of your own, use a key that begins with `x-`.',
    references: [
      'https://docs.docker.com/reference/compose-file/networks/',
      'https://docs.docker.com/reference/compose-file/services/',
      'https://docs.docker.com/reference/compose-file/extension/',
      'https://docs.docker.com/engine/network/drivers/overlay/#encrypt-traffic-on-an-overlay-network',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            pay:
              image: shop/pay:2
              networks: [payment]
          networks:
            payment:
              driver: bridge
              internal: true
              encrypted: true # no plain text here
          #   ^^^^^^^^^ \`encrypted\` is not a network key; only an overlay's \`driver_opts\` know it, and a bridge cannot encrypt
        `,
        fixed: yaml`
          services:
            pay:
              image: shop/pay:2
              networks: [payment]
          networks:
            payment:
              driver: bridge
              internal: true
        `,
      },
      {
        text: yaml`
          services:
            pay:
              image: shop/pay:2
              networks: [payment]
          networks:
            payment:
              interal: true
          #   ^^^^^^^ Did you mean \`internal\`?
        `,
        fixed: yaml`
          services:
            pay:
              image: shop/pay:2
              networks: [payment]
          networks:
            payment:
              internal: true
        `,
      },
      {
        text: yaml`
          services:
            pay:
              image: shop/pay:2
              networks: [payment]
          networks:
            payment:
              driver: overlay
              encrypted: true
          #   ^^^^^^^^^ \`encrypted\` is not a network key; the overlay driver takes it under \`driver_opts\`
        `,
        fixed: yaml`
          services:
            pay:
              image: shop/pay:2
              networks: [payment]
          networks:
            payment:
              driver: overlay
              driver_opts:
                encrypted: "true"
        `,
      },
    ],
    good: [
      yaml`
        services:
          pay:
            image: shop/pay:2
            networks: [payment]
        networks:
          payment:
            driver: overlay
            driver_opts:
              encrypted: ""
            x-note: the other end of the tunnel is in Frankfurt
      `,
    ],
  },
  *check(project) {
    for (const problem of problemsOf(project, 'unknown-key')) {
      yield encryptedNetwork(project, problem) ?? unknown(problem);
    }
  },
});

type UnknownKey = Extract<Problem, { readonly kind: 'unknown-key' }>;

// In a file full of such keys the search for those that are meant is what costs.
const unknown = oncePerProblem((problem: UnknownKey): Finding => {
  const { span, key, where, path } = problem;
  const [section] = path;
  if (path.length === 2 && problem.known.length === 0) {
    return {
      span,
      message: `\`${key}\` is no name for an entry of \`${section}\`: only letters, digits, dots, dashes and underscores are allowed. Compose refuses the file.`,
    };
  }
  const meant = nearest(key, problem.known);
  const remove: Fix = {
    title: `Remove \`${key}\``,
    safety: 'unsafe',
    edits: [{ kind: 'remove', uri: span.anchor.uri, path, inFile: true }],
  };
  if (meant) {
    return {
      span,
      message: `${capitalized(where)} has no key \`${key}\`. Did you mean \`${meant}\`? Compose refuses the file as it is.`,
      fixes: [
        { title: `Change to \`${meant}\``, safety: 'unsafe', edits: [{ kind: 'replace', span, newText: meant }] },
        remove,
      ],
    };
  }
  return { span, message: `${capitalized(where)} has no key \`${key}\`. Compose refuses the file.`, fixes: [remove] };
});

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `encrypted` under a network is taught in many places and works in none. */
function encryptedNetwork(project: Project, { span, key, path }: UnknownKey): Finding | undefined {
  const [section, name] = path;
  if (key !== 'encrypted' || section !== 'networks' || typeof name !== 'string' || path.length !== 3) return undefined;
  const driver = project.networkNamed.get(name)?.driver;
  const remove: Fix = {
    title: 'Remove `encrypted`',
    safety: 'safe',
    edits: [{ kind: 'remove', uri: span.anchor.uri, path, inFile: true }],
  };
  const move: Fix = {
    title: 'Move `encrypted` to `driver_opts`',
    safety: 'unsafe',
    edits: [
      {
        kind: 'set',
        uri: span.anchor.uri,
        path: ['networks', name, 'driver_opts', 'encrypted'],
        inFile: true,
        value: 'true',
      },
      { kind: 'remove', uri: span.anchor.uri, path, inFile: true },
    ],
  };
  if (driver === 'overlay') {
    const message =
      '`encrypted` is not a network key; the overlay driver takes it under `driver_opts`. Compose refuses the file.';
    return { span, message, fixes: [move, remove] };
  }
  const message =
    "`encrypted` is not a network key; only an overlay's `driver_opts` know it, and a bridge cannot encrypt. Compose refuses the file.";
  return { span, message, fixes: [remove] };
}
