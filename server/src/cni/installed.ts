import type { CniInstalled } from '../model/cniConfig.ts';
import { cniFacts } from './facts.ts';

/** What is assumed where nothing else is said: the newest releases whose keys are known. */
export const newestInstalled: CniInstalled = { plugins: '1.9.1', specification: '1.1.0' };

/** The newest version of the specification that plugins of a release run with, as they say themselves (`VERSION`). */
export function specificationOf(release: string): string {
  return specifications.find(([since]) => compareVersions(release, since) >= 0)?.[1] ?? oldestMeasured;
}

const specifications = [
  ['1.6.0', '1.1.0'],
  ['1.0.0', '1.0.0'],
] as const;

const oldestMeasured = '0.4.0';

/** The versions of the specification that plugins and runtime know, the newest first. */
export function versionsFor({ plugins, specification }: CniInstalled): readonly string[] {
  const limits = [specificationOf(plugins), specification];
  return cniFacts.versions.filter((each) => limits.every((limit) => compareVersions(each, limit) <= 0)).toReversed();
}

/** -1, 0 or 1 as the first version is older, the same or newer. */
export function compareVersions(a: string, b: string): number {
  const numbers = (text: string): readonly number[] => text.split('.').map(Number);
  const [left, right] = [numbers(a), numbers(b)];
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}
