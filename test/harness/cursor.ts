import { readProject } from '../../server/src/compose/read.ts';
import { analyze } from '../../server/src/features/analyze.ts';
import { completions } from '../../server/src/features/completion.ts';
import type { Snapshot } from '../../server/src/features/snapshot.ts';
import { applyTextEdits } from '../../server/src/text/edit.ts';
import { indexLines, type Position } from '../../server/src/text/lineIndex.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';

/** A compose text with the place of its `$0`. */
export interface Marked {
  readonly text: string;
  readonly offset: number;
  readonly position: Position;
  readonly snapshot: Snapshot;
}

type Environment = Readonly<Record<string, string>>;

const uri = 'file:///shop/compose.yaml';

/** The snapshot of a text with what all rules find in it. */
export function analyzed(text: string): Snapshot {
  return analyze({ uri, version: 1, text, environment: new Map(), directoryName: 'shop' });
}

/** The snapshot of a text, as if it stood in `/shop/compose.yaml` beside a `.env` file with these variables; without findings. */
export function snapshotOf(text: string, environment: Environment = {}): Snapshot {
  const tree = parseYaml(uri, text);
  const project = readProject(tree, { environment: new Map(Object.entries(environment)), directoryName: 'shop' });
  const file = { uri, text, lines: indexLines(text), tree };
  return { ...file, version: 1, project, findings: [], projectFindings: [], fileOf: () => file, namesIn: () => [] };
}

/** Takes the `$0` out of the text; throws when there is none. */
export function marked(textWithMark: string, environment: Environment = {}): Marked {
  const offset = textWithMark.indexOf('$0');
  if (offset < 0) throw new Error(`The text has no $0: ${textWithMark}`);
  const text = textWithMark.slice(0, offset) + textWithMark.slice(offset + 2);
  const snapshot = snapshotOf(text, environment);
  return { text, offset, position: snapshot.lines.positionAt(offset), snapshot };
}

/** The text with `mark` (which holds a `$0`) in the place of the first `part`, which must be there. */
export function withMark(text: string, part: string, mark: string): string {
  if (!text.includes(part)) throw new Error(`The text has no ${part}`);
  return text.replace(part, () => mark);
}

/** The labels of what is proposed at the mark. */
export function labels(textWithMark: string): readonly string[] {
  const { snapshot, position } = marked(textWithMark);
  return completions(snapshot, position, { snippets: false }).map(({ label }) => label);
}

/** The text after the proposal with this label is taken; throws when there is none. */
export function accepted(textWithMark: string, label: string, snippets = false): string {
  const { snapshot, position, text } = marked(textWithMark);
  const edit = completions(snapshot, position, { snippets }).find((each) => each.label === label)?.textEdit;
  if (!edit || !('range' in edit)) throw new Error(`No proposal ${label} among ${labels(textWithMark).join(', ')}`);
  const { start, end } = edit.range;
  const { lines } = snapshot;
  return applyTextEdits(text, [{ start: lines.offsetAt(start), end: lines.offsetAt(end), newText: edit.newText }]);
}

/** The course's shop in five tiers, written anew: a web tier without a way out, a database that only the backend reaches. */
export const shop = `name: shop
services:
  nginx:
    image: nginx:1.27
    ports:
      - "80:80"
      - "127.0.0.1:9090:9090"
    networks:
      - dmz
      - web_tier
  frontend:
    image: node:22
    command: ["node", "server.js", "--port", "3000"]
    depends_on:
      - backend
    networks:
      - web_tier
      - api_tier
  backend:
    image: node:22
    expose: ["8000"]
    environment:
      DATABASE_URL: postgresql://shop:\${DB_PASSWORD:-secret}@database:5432/shop
    networks:
      - api_tier
      - data_tier
  payment-service:
    image: node:22
    networks:
      payment_tier:
        aliases: [pay]
      api_tier:
        ipv4_address: 172.20.3.10
  database:
    image: postgres:17
    container_name: shop-db
    networks: [data_tier]
networks:
  dmz:
    ipam:
      config:
        - subnet: 172.20.1.0/24
  web_tier:
    internal: true
    ipam:
      config:
        - subnet: 172.20.2.0/24
  api_tier:
    internal: true
    ipam:
      config:
        - subnet: 172.20.3.0/24
          gateway: 172.20.3.254
  data_tier:
    driver: bridge
    internal: true
    driver_opts:
      com.docker.network.driver.mtu: "1400"
    ipam:
      config:
        - subnet: 172.20.4.0/24
  payment_tier:
    internal: true
    ipam:
      config:
        - subnet: 172.20.5.0/24
`;

/** The shop with `mark` in the place of the first `part`. */
export const inShop = (part: string, mark: string): string => withMark(shop, part, mark);
