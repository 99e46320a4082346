import { describe, expect, it } from 'vitest';
import { analyze } from '../../server/src/features/analyze.ts';
import { toRange } from '../../server/src/text/span.ts';
import { courseFileWith, courseIsThere } from '../harness/course.ts';

if (!courseIsThere) console.log('The course is not beside the project: its files are not checked in this run.');

/** `rule line: what is marked` of every finding above a hint. */
function findings(text: string): readonly string[] {
  const { findings, lines } = analyze({
    uri: 'file:///shop/docker-compose.yml',
    version: 1,
    text,
    environment: new Map(),
    directoryName: 'shop',
  });
  return findings
    .filter((finding) => finding.severity !== 'hint')
    .map(({ rule, span, severity }) => {
      const { start, end } = toRange(span);
      return `${severity} ${rule.id} ${lines.positionAt(start).line + 1}: ${text.slice(start, end).split('\n')[0]}`;
    });
}

const messages = (text: string, rule: string): readonly string[] =>
  analyze({ uri: 'file:///shop/docker-compose.yml', version: 1, text, environment: new Map(), directoryName: 'shop' })
    .findings.filter((finding) => finding.rule.id === rule)
    .map((finding) => finding.message);

describe.runIf(courseIsThere)('the files of the course', () => {
  it('the basic file: a database open to the world, everything on one network, an obsolete version', () => {
    const found = findings(courseFileWith('5432:5432'));
    expect(found).toContainEqual(expect.stringMatching(/^warning published-data-service \d+: 5432:5432/));
    expect(found).toContainEqual(expect.stringMatching(/everything-on-one-network/));
    expect(found).toContainEqual(expect.stringMatching(/obsolete-version 2: version/));
  });

  it('the segmented file: encryption that is none, a payment service that cannot reach its provider, a tier that is no tier', () => {
    const text = courseFileWith('STRIPE_SECRET_KEY', '172.20.5.0/24');
    const found = findings(text);
    expect(found).toContainEqual(expect.stringMatching(/^error unknown-key \d+: encrypted/));
    expect(messages(text, 'unknown-key').join()).toMatch(/bridge cannot encrypt/i);
    expect(found).toContainEqual(expect.stringMatching(/internet-needed-on-internal-network \d+: STRIPE_SECRET_KEY/));
    expect(found).toContainEqual(expect.stringMatching(/single-member-network \d+: payment_tier/));
    const joined = messages(text, 'tier-joined-by-outsider').join();
    expect(joined).toMatch(/api_tier/);
    expect(found).toContainEqual(expect.stringMatching(/obsolete-version/));
    expect(found.filter((each) => each.startsWith('error'))).toHaveLength(1);
  });

  it('the mesh file: encryption that is none, an obsolete version', () => {
    const found = findings(courseFileWith('service-mesh-proxy:'));
    expect(found).toContainEqual(expect.stringMatching(/^error unknown-key \d+: encrypted/));
    expect(found).toContainEqual(expect.stringMatching(/obsolete-version/));
  });

  it('the exercise deploys as it stands, so nothing in it is an error', () => {
    const found = findings(courseFileWith('node:16-alpine', 'postgres:13-alpine'));
    expect(found.filter((each) => each.startsWith('error'))).toEqual([]);
  });
});
