import type { DocumentGroup, LoadedArazzo } from "../model/loaded.js";
import type { SourceMap } from "../source/location.js";
import type { DocumentGraph } from "./document-graph.js";

/** Divides documents into groups that share no file and no URI, sorted by the path of their first entry. */
export function groupDocuments(
  arazzoDocuments: readonly LoadedArazzo[],
  graph: DocumentGraph,
  map: SourceMap,
): readonly DocumentGroup[] {
  const { documents, identities, names, sources, uris, neighbours } = graph;
  const byPath = new Map(arazzoDocuments.map((each) => [pathOf(each), each]));
  const entries = arazzoDocuments.filter(({ isEntry }) => isEntry).map(pathOf);
  const grouped = new Set<string>();
  const groups: DocumentGroup[] = [];
  for (const entry of entries.sort()) {
    if (grouped.has(entry)) continue;
    const connected = [...connectedTo(entry, neighbours)];
    for (const location of connected) grouped.add(location);
    const own = connected.flatMap((location) => byPath.get(location) ?? []).sort(entriesFirst);
    groups.push({
      entries: own.filter(({ isEntry }) => isEntry).map(pathOf),
      locations: connected.filter((node) => sources.has(node)),
      uris: connected.filter((node) => uris.has(node)),
      arazzoDocuments: own,
      ...{ documents, identities, names, map },
    });
  }
  return groups;
}

function pathOf({ document }: LoadedArazzo): string {
  return document.source.path;
}

function entriesFirst(a: LoadedArazzo, b: LoadedArazzo): number {
  return Number(b.isEntry) - Number(a.isEntry) || (pathOf(a) < pathOf(b) ? -1 : 1);
}

/** The locations and URIs that lead to each other; the result includes `first`. */
function connectedTo(first: string, neighbours: DocumentGraph["neighbours"]): ReadonlySet<string> {
  const found = new Set([first]);
  for (const location of found) {
    for (const neighbour of neighbours.get(location) ?? []) found.add(neighbour);
  }
  return found;
}
