import { pairNamed } from '../../text/jsonNode.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';

export const missingCniPlugins = defineCniRule({
  id: 'missing-cni-plugins',
  category: 'correctness',
  docs: {
    summary: 'A list of plugins is missing or empty.',
    why: 'The file is not loaded, unless files in a folder with the name of the network hold its plugins (specification 1.1).',
    instead: 'List the plugins in `plugins`, in the order in which they are run.',
    references: [cniPages.format],
  },
  examples: {
    bad: [
      {
        text: '{ "cniVersion": "1.0.0", "name": "web", "plugins": [] }\n#                                                  ^^ `plugins` is empty\n',
      },
      {
        text: '{ "cniVersion": "1.0.0", "name": "web", "plugins": null }\n#                                                  ^^^^ `plugins` is empty\n',
      },
      {
        name: '10-web.conflist',
        text: '  { "cniVersion": "1.0.0", "name": "web" }\n# ^ The list has no `plugins`\n',
      },
    ],
    good: ['{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }] }\n'],
  },
  *check({ root, form, isTemplate, version, fileName, plugins, place }) {
    if (!root || isTemplate || form !== 'list' || root.pairs.length === 0) return;
    const pair = pairNamed(root, 'plugins');
    if (pair?.value?.kind === 'array') {
      if (pair.value.items.length === 0)
        yield { span: pair.value.span, message: '`plugins` is empty. libcni does not load the file.' };
      return;
    }
    if (pair?.value?.kind === 'null') {
      yield { span: pair.value.span, message: '`plugins` is empty. libcni does not load the file.' };
      return;
    }
    if (pair || plugins.length > 0) return;
    const mayBeElsewhere =
      version.value === '1.1.0' &&
      !root.pairs.some(
        ({ key, value }) => key.value === 'loadOnlyInlinedPlugins' && value?.kind === 'boolean' && value.value,
      );
    const where = place === 'file' && fileName !== undefined && mayBeElsewhere;
    yield {
      span: { ...root.span, end: root.span.start + 1 },
      message: `The list has no \`plugins\`. libcni does not load the file${where ? ', unless a folder with the name of the network holds them' : ''}.`,
      ...(where ? { severity: 'warning' as const } : {}),
    };
  },
});
