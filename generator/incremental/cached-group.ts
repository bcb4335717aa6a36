import type { DocumentReader } from "../1-load/read/document-reader.js";
import type { Diagnostic, RelatedPlace } from "../diagnostics/diagnostics.js";
import type { CompiledGroup, VerifiedGroup } from "../model/emitted.js";
import type { LoadedEntries, Unreadable } from "../model/loaded.js";
import type { Names } from "../model/names.js";
import type { ApiName, WorkflowName } from "../model/typed.js";
import type { SourceText } from "../source/source-text.js";
import { digest } from "./digest.js";

/** A compiled group with the fingerprints of its files. */
export interface CachedGroup extends CompiledGroup {
  readonly apis: readonly { readonly source: { readonly name: string }; readonly name: ApiName }[];
  readonly workflows: readonly {
    readonly reference: { readonly workflowId: string };
    readonly name: WorkflowName;
  }[];
  /** By location. */
  readonly fingerprints: Readonly<Record<string, string>>;
  /** The absolute URIs that the documents have or refer to. */
  readonly uris: readonly string[];
  /** The files that a reference could have led to by the URIs that the files give themselves. */
  readonly identified: readonly string[];
}

export function toCachedGroup(
  { linked, files, exports, sourceNames, counts, diagnostics }: VerifiedGroup,
  names: Names,
  sources: LoadedEntries["sources"],
  identified: readonly string[],
): CachedGroup {
  const fingerprints = linked.locations.flatMap((location) => {
    const source = sources.get(location);
    return source ? [[location, fingerprint(source)] as const] : [];
  });
  return {
    ...{ files, exports, sourceNames, counts, diagnostics },
    entries: linked.entries,
    apis: linked.apis.map((api) => ({
      source: { name: api.source.name },
      name: names.ofApi(api),
    })),
    workflows: linked.workflows.map((workflow) => ({
      reference: { workflowId: workflow.reference.workflowId },
      name: names.ofWorkflow(workflow),
    })),
    fingerprints: Object.fromEntries(fingerprints),
    uris: linked.uris,
    identified,
  };
}

/**
 * The group with its sources as they are now; undefined if a file has changed, or an entry is no longer compiled.
 * A web document that would have to be fetched counts as changed.
 */
export async function ifUnchanged(
  group: CachedGroup,
  entries: ReadonlySet<string>,
  reader: DocumentReader,
): Promise<CachedGroup | undefined> {
  if (!group.entries.every((location) => entries.has(location))) return undefined;
  const sources = new Map<string, SourceText>();
  for (const [location, known] of Object.entries(group.fingerprints)) {
    if (reader.wouldFetch(location)) return undefined;
    const source = await reader.readText(location);
    if (fingerprint(source) !== known) return undefined;
    if (!("problem" in source)) sources.set(source.path, source);
  }
  return { ...group, diagnostics: attachSources(group.diagnostics, sources) };
}

/** A fingerprint of the file's content, or the reason why it could not be read. */
function fingerprint(source: SourceText | Unreadable): string {
  return "problem" in source ? source.problem : digest(source.text);
}

/** The cache on disk does not store the texts of sources. */
function attachSources(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, SourceText>,
): readonly Diagnostic[] {
  const attach = <Placed extends Pick<Diagnostic, "place"> | RelatedPlace>(placed: Placed) => {
    const source = placed.place && sources.get(placed.place.source.path);
    return placed.place && source ? { ...placed, place: { ...placed.place, source } } : placed;
  };
  return diagnostics.map((each) => ({ ...attach(each), related: each.related.map(attach) }));
}

/** True if the names in the group's code are the allocated names. */
export function hasSameNames({ apis, workflows }: CachedGroup, names: Names): boolean {
  return (
    apis.every((api) => isSame(names.ofApi(api), api.name)) &&
    workflows.every((workflow) => isSame(names.ofWorkflow(workflow), workflow.name))
  );
}

function isSame(a: ApiName | WorkflowName, b: ApiName | WorkflowName): boolean {
  return Object.values(a).join() === Object.values(b).join();
}
