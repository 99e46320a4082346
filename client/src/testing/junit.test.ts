import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeXml } from '../../../server/src/diagram/xml.ts';
import { longestReport, readJunit } from './junit.ts';

const report = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="3" failures="1" errors="0" skipped="1">
  <testsuite name="shop" tests="3" failures="1" errors="0" skipped="1">
    <testcase classname="shop" name="web -&gt; api:8000" file="/work/shop/compose.yaml" line="12"/>
    <testcase classname="shop" name="web -x-&gt; db" file="/work/shop/compose.yaml" line="13">
      <failure message="The connection is possible.">Expected: web cannot reach db.
Actual: it &amp; more</failure>
    </testcase>
    <testcase classname="shop" name="lan -&gt; web">
      <skipped message="Nothing of it could be measured."/>
    </testcase>
  </testsuite>
</testsuites>
`;

describe('a report in the form of JUnit', () => {
  it('gives its cases', () => {
    expect(readJunit(report)).toEqual([
      { name: 'web -> api:8000', outcome: 'passed', message: '', details: '', file: '/work/shop/compose.yaml' },
      {
        name: 'web -x-> db',
        outcome: 'failed',
        message: 'The connection is possible.',
        details: 'Expected: web cannot reach db.\nActual: it & more',
        file: '/work/shop/compose.yaml',
      },
      { name: 'lan -> web', outcome: 'skipped', message: 'Nothing of it could be measured.', details: '' },
    ]);
  });

  it.each([
    ['no report', 'services: {}', 'does not belong'],
    ['nothing', '', 'no report'],
    ['another kind of XML', '<svg/>', 'does not belong'],
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${report}`, 'does not belong'],
    ['an entity of its own', report.replace('&amp;', '&own;'), 'does not belong'],
    ['half a report', report.slice(0, report.indexOf('</testsuite>')), 'ends too early'],
    ['tags that cross', report.replace('</failure>', '</testcase>'), 'does not belong'],
    ['a case without a name', '<testsuite><testcase/></testsuite>', 'without a name'],
    ['text between cases', '<testsuite>text</testsuite>', 'does not belong'],
    ['too much', `<testsuite>${' '.repeat(longestReport)}</testsuite>`, 'too large'],
  ])('is refused: %s', (_, text, why) => {
    expect(() => readJunit(text)).toThrow(why);
  });

  it('gives back any name and text that a writer escapes', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, (name, details) => {
        const written = `<testsuite><testcase name="${escapeXml(name)}"><failure>${escapeXml(details)}</failure></testcase></testsuite>`;
        const shown = (each: string) => each.replace(/[\n\r\t]/g, ' ');
        const [only] = readJunit(written);
        expect(escapeXml(only?.name ?? '')).toBe(escapeXml(shown(name)));
        expect(escapeXml(only?.details ?? '')).toBe(escapeXml(shown(details)));
      }),
    );
  });
});
