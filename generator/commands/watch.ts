import { once } from "node:events";
import { stat } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "@commander-js/extra-typings";
import type { Format } from "../diagnostics/formats/format.js";
import { emptyCache } from "../incremental/compilation-cache.js";
import type { ReadPlaces } from "../model/loaded.js";
import { isWebLocation } from "../source/location.js";
import { compileIntoFolder } from "./compile-into-folder.js";
import {
  checkInputsOption,
  declareDocumentCommand,
  importExtensionOption,
  outOption,
} from "./document-command.js";
import { configPaths } from "./read-config.js";
import { formatOption } from "./report.js";
import { type Flags, readSettings } from "./settings.js";
import { type Terminal, UsageError } from "./terminal.js";

const examples = `
Examples:
  arazzo-typescript watch specs --out src/generated`;

export function declareWatch(program: Command, terminal: Terminal): void {
  declareDocumentCommand(program, "watch")
    .summary("compile documents each time they change")
    .description(
      "Compiles Arazzo documents, and compiles them again each time they or their sources change. Fetched sources are not fetched again.",
    )
    .addOption(outOption())
    .addOption(importExtensionOption())
    .addOption(checkInputsOption())
    .addOption(formatOption())
    .addHelpText("after", examples)
    .action(async (files, flags) => {
      if (files.includes("-")) throw new UsageError("standard input cannot be watched");
      await watch(files, flags, terminal);
      terminal.exitCode = 0;
    });
}

/** Milliseconds to wait for further changes of the same save. */
const settling = 30;

async function watch(
  files: readonly string[],
  flags: Flags & { readonly format: Format },
  terminal: Terminal,
): Promise<void> {
  const { signal = new AbortController().signal, stderr } = terminal;
  let cache = emptyCache;
  let read: ReadPlaces = { documents: [], locations: [], folders: [] };
  while (!signal.aborted) {
    const before = await modificationTimes(read);
    const known = read;
    read = await compileOnce();
    // Each compilation needs a new watcher: it may have read other files, and folders may have appeared or disappeared.
    const changes = await watchFor(read, signal);
    stderr.write("Waiting for changes …\n");
    if ((await modificationTimes(known)) === before) {
      const changed = await changes.next;
      if (changed !== undefined) stderr.write(`\n${relative("", changed)} has changed\n`);
      await sleep(settling);
    }
    await changes.close();
  }

  async function compileOnce(): Promise<ReadPlaces> {
    try {
      const settings = await readSettings(files, flags, terminal);
      const outcome = await compileIntoFolder(settings, flags, terminal, cache);
      cache = outcome.cache;
      return { ...outcome.read, locations: outcome.read.locations.filter(isFile) };
    } catch (error) {
      if (!(error instanceof UsageError) || read.locations.length === 0) throw error;
      stderr.write(`error: ${error.message}\n`);
      return read;
    }
  }
}

function isFile(location: string): boolean {
  return !isWebLocation(location);
}

/** @param path is relative to a searched folder */
function isSearched(path: string): boolean {
  return !isAbsolute(path) && !/(^|[\\/])(\.|node_modules([\\/]|$))/.test(path);
}

/** All times as one string, so that they can be compared. */
async function modificationTimes({ locations }: ReadPlaces): Promise<string> {
  const times = [...locations, ...configPaths()].map((path) =>
    stat(path).then(
      ({ ctimeMs }) => ctimeMs,
      () => 0,
    ),
  );
  return (await Promise.all(times)).join();
}

/** Watches the folders of the files, because some editors save a file by replacing it with a new file. */
async function watchFor({ locations, folders }: ReadPlaces, signal: AbortSignal) {
  const { watch: watchFiles } = await import("chokidar");
  const paths = new Set([...locations, ...configPaths()]);
  const roots = new Set([...[...paths].map((path) => dirname(path)), ...folders]);
  const watcher = watchFiles([...roots], {
    ignoreInitial: true,
    ignored: (path, stats) => {
      const absolute = resolve(path);
      if (paths.has(absolute) || roots.has(absolute)) return false;
      if (stats?.isFile() && !/\.(ya?ml|json)$/i.test(path)) return true;
      return !folders.some((folder) => isSearched(relative(folder, absolute)));
    },
  });
  const changed = once(watcher, "all", { signal });
  await once(watcher, "ready");
  return {
    /** The next path that changes; undefined when the command ends. */
    next: changed.then(
      ([, path]: unknown[]) => String(path),
      () => undefined,
    ),
    close: () => watcher.close(),
  };
}
