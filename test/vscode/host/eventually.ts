import assert from 'node:assert/strict';

/** Waits until the check holds; when it never does, fails with what `otherwise` says then. */
export async function eventually(check: () => boolean, otherwise = () => 'it did not happen'): Promise<void> {
  for (let attempt = 0; !check(); attempt++) {
    assert.ok(attempt < 200, otherwise());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
