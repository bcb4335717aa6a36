import { existsSync } from "node:fs";
import { resolve } from "node:path";

const shared = resolve(import.meta.dirname, "../../shared");

/**
 * A file or folder of the public documents and test vectors in `../shared`, which is not part of the repository.
 * Tests skip themselves if it `isMissing`. With `CI` set, a missing fixture throws, unless `SHARED_FIXTURES=none`
 * says that this machine cannot have it.
 */
export function sharedFixture(path: string): {
  readonly path: string;
  readonly isMissing: boolean;
} {
  const absolute = resolve(shared, path);
  if (existsSync(absolute)) return { path: absolute, isMissing: false };
  const mayBeMissing = !process.env["CI"] || process.env["SHARED_FIXTURES"] === "none";
  if (!mayBeMissing) throw new Error(`the fixture ${absolute} is missing`);
  console.warn(`SKIPPED: tests that need the missing fixture ${absolute}`);
  return { path: absolute, isMissing: true };
}
