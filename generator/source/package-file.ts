import { readFileSync } from "node:fs";

interface PackageFile {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

export function readPackageFile(): PackageFile {
  return JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
}
