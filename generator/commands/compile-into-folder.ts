import type { Written } from "../7-write/write.js";
import type { Phase } from "../compilation.js";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostics.js";
import type { Format } from "../diagnostics/formats/format.js";
import type { CompilationCache } from "../incremental/compilation-cache.js";
import { compileIncrementally, write } from "../index.js";
import type { Counts } from "../model/emitted.js";
import type { ReadPlaces } from "../model/loaded.js";
import { readPackageFile } from "../source/package-file.js";
import { openCompilationCache, saveCompilationCache } from "./compilation-cache.js";
import { openDiskCache } from "./disk-cache.js";
import { missingPackages } from "./missing-packages.js";
import { type Project, readProject } from "./read-project.js";
import { report } from "./report.js";
import type { Settings } from "./settings.js";
import type { Terminal } from "./terminal.js";

export interface Outcome {
  readonly exitCode: 0 | 1;
  readonly read: ReadPlaces;
  readonly cache: CompilationCache;
}

/**
 * Compiles documents and reports the result. Brings the folder up to date if there are no errors.
 *
 * @param known undefined to use the cache on disk
 */
export async function compileIntoFolder(
  given: Settings,
  { format, check = false }: { readonly format: Format; readonly check?: boolean | undefined },
  terminal: Terminal,
  known?: CompilationCache,
): Promise<Outcome> {
  const start = performance.now();
  const progress = showProgress(terminal);
  const disk = known ? undefined : await openDiskCache();
  const project = await readProject(given.out, given.importExtension, disk);
  const { importExtension, signerPackage } = project;
  const settings = { ...given, importExtension, signerPackage, onPhase: progress.show };
  const { documents, out, ...options } = settings;
  const opened = known ?? (await openCompilationCache(settings, disk));
  const compiled = await compileIncrementally(documents, options, opened);
  const { files, counts, cache } = compiled;
  await saveCompilationCache(cache, opened, settings, disk);
  const locations = [...compiled.read.locations, ...project.files];
  const read = { ...compiled.read, locations };
  const diagnostics = [...project.diagnostics, ...compiled.diagnostics];
  progress.clear();
  const written = hasErrors(diagnostics) ? undefined : await write(files, out, { dryRun: check });
  reportAll([...(written?.diagnostics ?? []), ...diagnostics], format, terminal);
  if (!written) terminal.stderr.write(`${out}: nothing was written because of the errors\n`);
  if (!written || written.diagnostics.length > 0) return { exitCode: 1, read, cache };
  if (check) return { exitCode: reportStale(written, out, terminal), read, cache };
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  terminal.stderr.write(
    `${out}: ${summarize(counts, written)} in ${seconds} s; ${describeImports(project)}\n`,
  );
  reportMissing(missingPackages(files, out), terminal);
  return { exitCode: 0, read, cache };
}

/** In the format `pretty`, infos are only counted, because each run would repeat them. */
function reportAll(diagnostics: readonly Diagnostic[], format: Format, terminal: Terminal): void {
  const shown = diagnostics.filter(({ severity }) => format !== "pretty" || severity !== "info");
  report(shown, format, terminal);
  const infos = diagnostics.length - shown.length;
  if (infos === 0) return;
  terminal.stderr.write(`${count(infos, "info")}; run "arazzo-typescript check" to see them\n`);
}

const progressLabels: Readonly<Record<Phase, string>> = {
  load: "reading the documents",
  link: "resolving names",
  type: "evaluating types",
  plan: "planning",
  emit: "printing",
  verify: "checking the generated code",
};

/** A line on a terminal that shows the current phase. */
function showProgress({ stderr }: Terminal) {
  const replaceLine = (text: string) => {
    if (stderr.isTTY) stderr.write(`\r\u001b[K${text}`);
  };
  return {
    show: (phase: Phase) => replaceLine(`${progressLabels[phase]} …`),
    clear: () => replaceLine(""),
  };
}

/** `2 workflows, 5 operations; 3 files written, 8 unchanged, 1 removed`. */
function summarize(
  { workflows, operations }: Counts,
  { written, unchanged, removed }: Written,
): string {
  const compiled = `${count(workflows, "workflow")}, ${count(operations, "operation")}`;
  const files = [`${count(written.length, "file")} written`, `${unchanged.length} unchanged`];
  if (removed.length > 0) files.push(`${removed.length} removed`);
  return `${compiled}; ${files.join(", ")}`;
}

/** `imports end in .js (tsconfig.json)`, with the file that decides it. */
function describeImports({ importExtension, decidedBy }: Project): string {
  const end = importExtension === "none" ? "have no extension" : `end in .${importExtension}`;
  return `imports ${end}${decidedBy === undefined ? "" : ` (${decidedBy})`}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function reportStale(
  { written, removed, otherVersions }: Written,
  out: string,
  { stderr }: Terminal,
): 0 | 1 {
  const stale = [...written, ...removed];
  if (stale.length === 0) return 0;
  for (const path of stale) stderr.write(`${out}/${path} is out of date\n`);
  if (otherVersions.length > 0) {
    const versions = otherVersions.join(" and ");
    const { version } = readPackageFile();
    stderr.write(`${out} was generated by arazzo-typescript ${versions}, not ${version}\n`);
  }
  stderr.write("Run the same command without --check and commit the files.\n");
  return 1;
}

function reportMissing(packages: readonly string[], { stderr }: Terminal): void {
  if (packages.length === 0) return;
  const names = packages.map((each) => `"${each}"`).join(" ");
  stderr.write(
    `The generated code needs packages that are not in your package.json:\n  npm install ${names}\n`,
  );
}
