import type { DocumentGroup, LoadedArazzo } from "../model/loaded.js";
import type { LoadedDocument } from "../source/located.js";
import type { SourceMap } from "../source/location.js";

/** For each location, the locations that it names and the locations that name it. */
export type Neighbours = ReadonlyMap<string, ReadonlySet<string>>;

interface LoadedFiles {
  readonly arazzoDocuments: readonly LoadedArazzo[];
  readonly documents: ReadonlyMap<string, LoadedDocument>;
  /** Everything that was read or looked for. */
  readonly locations: ReadonlySet<string>;
  readonly neighbours: Neighbours;
  readonly map: SourceMap;
}

/** Divides documents into groups that share no file, sorted by the path of their first entry. */
export function groupDocuments(loaded: LoadedFiles): readonly DocumentGroup[] {
  const { arazzoDocuments, documents, locations, neighbours, map } = loaded;
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
      locations: connected.filter((location) => locations.has(location)),
      arazzoDocuments: own,
      documents,
      map,
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

/** The result includes `first`. */
function connectedTo(first: string, neighbours: Neighbours): ReadonlySet<string> {
  const found = new Set([first]);
  for (const location of found) {
    for (const neighbour of neighbours.get(location) ?? []) found.add(neighbour);
  }
  return found;
}
