// What is read at all. Beyond these sizes a keystroke would cost more than 200 ms (measured with `npm run bench --
// hostile`); the largest of some hundred public compose files has 12,000 characters and is nested 9 levels deep.

/** Characters of a file; a longer one is not read. 5,000 services have 1,200,000. */
const mostFileText = 2_000_000;

/** Entries of a file, services for example; each costs some time by itself. */
const mostEntries = 20_000;

/** Characters of one entry, a service for example; a longer one is left out. */
export const mostEntryText = 200_000;

/** Characters of an item of a long list, a listener for example, in the usual form. */
export const mostItemText = 1_000_000;

const mostLevels = 200;

/** Why a whole file is not read, as a sentence; undefined for one that is. */
export function fileTooLarge(text: string): string | undefined {
  if (text.length <= mostFileText) return undefined;
  return 'This file has more than two million characters: it is too large to be checked.';
}

/** Why a file with so many entries is not read, as a sentence; undefined for one that is. */
export function tooManyEntries(count: number): string | undefined {
  return count > mostEntries ? 'This file has more than 20,000 entries: it is too large to be checked.' : undefined;
}

/** Why a stretch of text that has to be parsed at once is not read, as a sentence; undefined for one that is. */
export function entryTooLarge(text: string): string | undefined {
  if (text.length > mostEntryText) return 'This has more than 200,000 characters: it is too large to be checked.';
  if (isTooDeep(text)) return 'This is nested more than 200 levels deep and is not checked.';
  return undefined;
}

// Lists in lists, `- - - x`, are the one way to many levels of indentation on few lines.
const compactLists = new RegExp(String.raw`(?:[-?:][ \t]+){${mostLevels}}`);

/** Brackets in quotes and comments count as well, which is one reason why the limit is far from sensible texts. */
function isTooDeep(text: string): boolean {
  let levels = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5b || code === 0x7b) {
      if (++levels > mostLevels) return true;
    } else if ((code === 0x5d || code === 0x7d) && levels > 0) levels--;
  }
  return compactLists.test(text);
}
