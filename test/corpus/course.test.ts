import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../server/src/features/analyze.ts';
import { toRange } from '../../server/src/text/span.ts';

// The course that Bulkhead serves. Its files are read from there, verbatim, and never copied into the project.
const course = path.resolve('../shared/reference/course.md');
const present = existsSync(course);
if (!present) console.log('The course is not beside the project: its files are not checked in this run.');

/** The YAML blocks of the course and the files that its shell blocks write, by what is in them. */
function courseFiles(): readonly string[] {
  const text = readFileSync(course, 'utf8');
  const fences = [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');
  const written = [...text.matchAll(/<< 'EOF'\n([\s\S]*?)^EOF$/gm)].map((match) => match[1] ?? '');
  return [...fences, ...written];
}

function fileWith(...parts: readonly string[]): string {
  const found = courseFiles().filter((text) => /^services:/m.test(text) && parts.every((part) => text.includes(part)));
  return found[0] ?? expect.fail(`The course has no compose file with ${parts.join(' and ')}.`);
}

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

describe.runIf(present)('the files of the course', () => {
  it('the basic file: a database open to the world, everything on one network, an obsolete version', () => {
    const found = findings(fileWith('5432:5432'));
    expect(found).toContainEqual(expect.stringMatching(/^warning published-data-service \d+: 5432:5432/));
    expect(found).toContainEqual(expect.stringMatching(/everything-on-one-network/));
    expect(found).toContainEqual(expect.stringMatching(/obsolete-version 2: version/));
  });

  it('the segmented file: encryption that is none, a payment service that cannot reach its provider, a tier that is no tier', () => {
    const text = fileWith('STRIPE_SECRET_KEY', '172.20.5.0/24');
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
    const found = findings(fileWith('service-mesh-proxy:'));
    expect(found).toContainEqual(expect.stringMatching(/^error unknown-key \d+: encrypted/));
    expect(found).toContainEqual(expect.stringMatching(/obsolete-version/));
  });

  it('the exercise deploys as it stands, so nothing in it is an error', () => {
    const found = findings(fileWith('node:16-alpine', 'postgres:13-alpine'));
    expect(found.filter((each) => each.startsWith('error'))).toEqual([]);
  });
});
