import type { Cluster, LoadedArazzo, LoadedCluster, Unchanged } from "../model/loaded.js";
import { digest } from "../source/digest.js";
import type { SourceMap } from "../source/location.js";
import type { SourceText } from "../source/source-text.js";
import type { DocumentReader } from "./read/document-reader.js";

/** Divides documents into those that share no file, in the order of the paths of those that were given. */
export async function findClusters(
  documents: readonly LoadedArazzo[],
  reader: DocumentReader,
  map: SourceMap,
): Promise<readonly LoadedCluster[]> {
  const parsed = [...reader.parsed].map(([path, { document }]) => [path, document] as const);
  const files = new Map(parsed);
  const ofPath = new Map(documents.map((each) => [pathOf(each), each]));
  const given = documents.filter(({ isEntry }) => isEntry).map(pathOf);
  const seen = new Set<string>();
  const clusters: LoadedCluster[] = [];
  for (const path of given.sort()) {
    if (seen.has(path)) continue;
    const locations = [...connectedTo(path, reader.neighbours)];
    for (const location of locations) seen.add(location);
    const read = locations.filter((location) => reader.hasRead(location));
    const digests = await Promise.all(
      read.map(async (each) => [each, digestOf(await reader.readText(each))] as const),
    );
    const own = locations.flatMap((location) => ofPath.get(location) ?? []).sort(entriesFirst);
    clusters.push({
      entries: own.filter(({ isEntry }) => isEntry).map(pathOf),
      digests: Object.fromEntries(digests),
      arazzoDocuments: own,
      files,
      map,
    });
  }
  return clusters;
}

function pathOf({ document }: LoadedArazzo): string {
  return document.source.path;
}

function entriesFirst(a: LoadedArazzo, b: LoadedArazzo): number {
  return Number(b.isEntry) - Number(a.isEntry) || (pathOf(a) < pathOf(b) ? -1 : 1);
}

/** Every location that leads to or from the first one, over any number of others. */
function connectedTo(
  first: string,
  neighbours: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const found = new Set([first]);
  for (const location of found) {
    for (const neighbour of neighbours.get(location) ?? []) found.add(neighbour);
  }
  return found;
}

/**
 * The cluster, if its documents are still among those that are given, and all that was read for it is
 * the same now. What is on the web is not fetched for this.
 */
export async function ifUnchanged<Known extends Cluster>(
  cluster: Known,
  given: ReadonlySet<string>,
  reader: DocumentReader,
): Promise<Unchanged<Known> | undefined> {
  if (!cluster.entries.every((location) => given.has(location))) return undefined;
  const texts = new Map<string, SourceText>();
  for (const [location, known] of Object.entries(cluster.digests)) {
    if (reader.wouldFetch(location)) return undefined;
    const source = await reader.readText(location);
    if (digestOf(source) !== known) return undefined;
    if (!("problem" in source)) texts.set(source.path, source);
  }
  return { cluster, texts };
}

/** What tells a text, or why there is none, from others. */
function digestOf(source: SourceText | { readonly problem: string }): string {
  if ("problem" in source) return source.problem;
  return digest(source.text);
}
