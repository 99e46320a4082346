import { withPair } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const missingCniName = defineCniRule({
  id: 'missing-cni-name',
  category: 'correctness',
  docs: {
    summary: 'A network has no name.',
    why: 'A list is not loaded without a name, and libcni finds no network in a file with a single plugin.',
    instead: 'Give it a `name`, at the top of the file.',
    references: [cniPages.format],
  },
  examples: {
    bad: [
      {
        text: '  { "cniVersion": "1.0.0", "plugins": [{ "type": "bridge" }] }\n# ^ no `name`\n',
        fixed: '  { "cniVersion": "1.0.0", "plugins": [{ "type": "bridge" }], "name": "net" }\n',
      },
      {
        text: '{ "cniVersion": "1.0.0", "name": "", "plugins": [{ "type": "bridge" }] }\n#                                ^^ The name is empty\n',
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }] }\n',
      yaml`
        apiVersion: k8s.cni.cncf.io/v1
        kind: NetworkAttachmentDefinition
        metadata:
          name: web
        spec:
          config: '{ "cniVersion": "0.3.1", "type": "macvlan", "master": "eth0" }'
      `,
    ],
  },
  *check({ root, name, place, fileName, form, isTemplate, plugins }) {
    if (!root || root.pairs.length === 0 || isTemplate) return;
    if (name && name.value !== '') return;
    const written = root.pairs.find(({ key }) => key.value === 'name');
    // Null is no name; what else is no string has a rule of its own.
    if (written && written.value?.kind !== 'string' && written.value?.kind !== 'null') return;
    // In an attachment Multus takes the name of the resource.
    if (place === 'attachment' || (form === 'plugin' && plugins[0]?.type === undefined)) return;
    const span = name?.span ?? written?.value?.span ?? { ...root.span, end: root.span.start + 1 };
    const proposed = fileName?.replace(/\.[^.]*$/, '').replace(/^\d+-/, '');
    const isUsable = proposed !== undefined && /^[a-zA-Z0-9][\w.-]*$/.test(proposed);
    // CRI-O and Multus find a name elsewhere.
    const isFound = form === 'plugin' && !name;
    yield {
      span,
      message: name
        ? 'The name is empty. Nothing can be added to the network.'
        : form === 'list'
          ? 'The network has no `name`. libcni does not load the file.'
          : 'The network has no `name`. libcni cannot find it; CRI-O takes the name of the file.',
      ...(isFound ? { severity: 'warning' as const } : {}),
      ...(isUsable && !name
        ? {
            fixes: [
              {
                title: `Name it \`${proposed}\``,
                safety: 'unsafe' as const,
                edits: [withPair(root, 'name', JSON.stringify(proposed))],
              },
            ],
          }
        : {}),
    };
  },
});
