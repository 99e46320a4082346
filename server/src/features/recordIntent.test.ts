import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { courseFileWith, courseIsThere } from '../../../test/harness/course.ts';
import { analyzed, shop } from '../../../test/harness/cursor.ts';
import { composeText, stack } from '../../../test/harness/randomStack.ts';
import { applyTextEdits } from '../text/edit.ts';
import { type Baseline, recordIntent } from './recordIntent.ts';

function recorded(text: string, baseline: Baseline): string {
  const edits = recordIntent(analyzed(text), baseline);
  return 'refused' in edits ? `refused: ${edits.refused}` : applyTextEdits(text, edits);
}

/** What is written below the text. */
const added = (text: string, baseline: Baseline): string => recorded(text, baseline).slice(text.length);

const findings = (text: string): readonly string[] =>
  analyzed(text).findings.map(({ rule, message }) => `${rule.id}: ${message}`);

describe('the recorded baseline', () => {
  it('lists what the configuration speaks of', () => {
    expect(added(shop, 'flows')).toMatchInlineSnapshot(`
      "
      x-reach:
        - internet -> nginx:80
        - frontend -> backend:8000
        - backend -> database:5432
      "
    `);
  });

  it('lists everything that is open when the rest is denied', () => {
    expect(added(shop, 'deny')).toMatchInlineSnapshot(`
      "
      x-reach:
        default: deny
        flows:
          - internet -> nginx:80
          - frontend -> backend:8000
          - backend -> database:5432
          - api_tier -> api_tier
          - nginx -> frontend
          - nginx -> internet
          - frontend -> nginx
          - database -> backend
      "
    `);
  });

  it('speaks of whole networks where all their members reach each other', () => {
    const text =
      'services:\n  a: {image: x}\n  b: {image: x}\n  c: {image: x}\n  lan: {image: x, network_mode: none}\n';
    expect(added(text, 'deny')).toBe(
      '\nx-reach:\n  default: deny\n  flows:\n    - default -> default\n    - default -> internet\n',
    );
  });

  it('is refused where intent is stated already, where there is nothing, and where nothing can be added', () => {
    expect(recorded(`${shop}x-reach: []\n`, 'flows')).toContain('refused: The project states its intent already');
    expect(recorded('services:\n  a: {image: x, network_mode: none}\n', 'deny')).toContain('refused: There is nothing');
    expect(recorded('{services: {a: {image: x, ports: ["80:80"]}}}', 'flows')).not.toContain('refused');
  });

  it('has no findings, whatever the stack', () => {
    fc.assert(
      fc.property(stack({ least: 1 }), fc.constantFrom('flows' as const, 'deny' as const), (made, baseline) => {
        const text = `${composeText({ ...made, services: made.services.slice(0, 12) })}\n`;
        const written = recorded(text, baseline);
        if (!written.startsWith('refused')) expect(findings(written)).toEqual(findings(text));
        else expect(written).toContain('nothing to record');
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it.runIf(courseIsThere).each([['flows'], ['deny']] as const)(
    'has none for the exercise of the course (%s)',
    (baseline) => {
      const text = courseFileWith('node:16-alpine', 'postgres:13-alpine');
      expect(findings(recorded(text, baseline))).toEqual(findings(text));
    },
  );
});
