/**
 * Releases a version: `npm run release -- 0.2.0`. Checks the changelog, runs the gate, sets the version, commits and
 * tags. Pushing and publishing are left to the maintainer.
 */

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = import.meta.dirname;

/** The reason why a changelog is not ready for a version; undefined if it is ready. */
export function changelogFault(changelog: string, version: string): string | undefined {
  if (!/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version)) return `"${version}" is not a semantic version`;
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((each) => each.startsWith(`[${version}]`));
  if (section === undefined) return `CHANGELOG.md has no section "## [${version}]"`;
  const [heading = "", ...lines] = section.split("\n");
  if (!/ - \d{4}-\d{2}-\d{2}$/.test(heading.trim())) {
    return `the section of ${version} needs a date: ## [${version}] - YYYY-MM-DD`;
  }
  const entries = lines.filter((line) => line.startsWith("- "));
  return entries.length === 0 ? `the section of ${version} has no entries` : undefined;
}

function release(version: string): void {
  const run = (program: string, ...args: readonly string[]) =>
    execFileSync(program, args, { cwd: root, stdio: "inherit" });
  const git = (...args: readonly string[]) =>
    execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  const changelog = readFileSync(join(root, "CHANGELOG.md"), "utf8");
  const fault =
    changelogFault(changelog, version) ??
    (git("status", "--porcelain") === "" ? undefined : "the working tree has changes") ??
    (git("tag", "--list", `v${version}`) === "" ? undefined : `the tag v${version} exists`);
  if (fault !== undefined) {
    console.error(fault);
    process.exitCode = 1;
    return;
  }
  run(join(root, ".ci/run"));
  run("npm", "version", version, "--no-git-tag-version", "--allow-same-version");
  if (git("status", "--porcelain") !== "")
    run("git", "commit", "--all", "-m", `Release ${version}`);
  run("git", "tag", "--annotate", `v${version}`, "-m", `Release ${version}`);
  console.log(`Tagged v${version}. To publish: git push --follow-tags && npm publish --provenance`);
}

if (process.argv[1] === import.meta.filename) release(process.argv[2] ?? "");
