import { expect, test } from "vitest";
import { changelogFault } from "../../release.js";

const changelog = `# Changelog

## [Unreleased]

### Added

- Something new.

## [0.2.0] - 2026-11-27

### Fixed

- Something old.

## [0.1.1] - 2026-11-20

## [0.1.0]

- Everything.
`;

test.for([
  ["a section with a date and entries is accepted", "0.2.0", undefined],
  ["a version without a section is rejected", "0.3.0", /no section "## \[0\.3\.0\]"/],
  ["a section without entries is rejected", "0.1.1", /no entries/],
  ["a section without a date is rejected", "0.1.0", /date/],
  ["a version that is not semantic is rejected", "v0.2.0", /v0\.2\.0/],
  ["a missing version is rejected", "", /version/],
] as const)("%s", ([, version, expected]) => {
  const fault = changelogFault(changelog, version);
  if (expected === undefined) expect(fault).toBeUndefined();
  else expect(fault).toMatch(expected);
});
