import type { CachedGroup } from "../incremental/cached-group.js";
import { type CompilationCache, emptyCache, settingsOf } from "../incremental/compilation-cache.js";
import { isObject } from "../source/located.js";
import type { DiskCache } from "./disk-cache.js";
import type { Settings } from "./settings.js";

/** The cache of the last run of the same command. */
export async function openCompilationCache(
  settings: Settings,
  disk: DiskCache | undefined,
): Promise<CompilationCache> {
  const text = isCacheable(settings) ? await disk?.read(keyOf(settings)) : undefined;
  if (text === undefined) return emptyCache;
  const groups: readonly CachedGroup[] = JSON.parse(text);
  return { ...emptyCache, groups, settings: settingsOf(settings) };
}

/** Does nothing if nothing was compiled since the cache was opened. */
export async function saveCompilationCache(
  { groups }: CompilationCache,
  opened: CompilationCache,
  settings: Settings,
  disk: DiskCache | undefined,
): Promise<void> {
  if (groups === opened.groups || !isCacheable(settings)) return;
  await disk?.write(keyOf(settings), JSON.stringify(groups, withoutText));
}

/** Web documents and the standard input may be different the next time. */
function isCacheable({ fetch, texts }: Settings): boolean {
  return !fetch && !texts?.size;
}

function keyOf(settings: Settings): string {
  return JSON.stringify([settings.documents, settingsOf(settings)]);
}

/** The texts of sources are not stored, because they are read from the files each time. */
function withoutText(this: unknown, key: string, value: unknown): unknown {
  return key === "source" && isObject(value) && "text" in value ? { ...value, text: "" } : value;
}
