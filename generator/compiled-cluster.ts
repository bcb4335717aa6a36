import type { Names, ToBeNamed } from "./3-type/give-names.js";
import type { CompileOptions } from "./compile.js";
import type { Diagnostic, RelatedPlace } from "./diagnostics/diagnostics.js";
import type { EmittedCluster } from "./model/emitted.js";
import type { Cluster, Unchanged } from "./model/loaded.js";
import type { ApiName, WorkflowName } from "./model/typed.js";

/** All that was made of a cluster; it stays true while its files and its names are the same. */
export interface CompiledCluster extends Cluster, EmittedCluster, ToBeNamed {
  readonly apis: readonly (ToBeNamed["apis"][number] & { readonly name: ApiName })[];
  readonly workflows: readonly (ToBeNamed["workflows"][number] & {
    readonly name: WorkflowName;
  })[];
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: Counts;
}

/** How much was compiled. */
export interface Counts {
  readonly workflows: number;
  /** The operations of the APIs that the workflows use. */
  readonly operations: number;
}

/** The options that make another compilation of the same documents. */
export function settingsOf({
  map = new Map(),
  onTypeError = "error",
  strict = false,
  importExtension = "js",
}: Pick<CompileOptions, "map" | "onTypeError" | "strict" | "importExtension">): string {
  return JSON.stringify([[...map], onTypeError, strict, importExtension]);
}

/** The order of clusters, whatever is known of them: that of the first of their documents. */
export function byEntry({ entries: [a = ""] }: Cluster, { entries: [b = ""] }: Cluster): number {
  return a < b ? -1 : 1;
}

/** Whether everything in a cluster would have the same names if it were compiled now. */
export function isNamedBy(names: Names, { apis, workflows }: CompiledCluster): boolean {
  return (
    apis.every((api) => isSame(names.ofApi(api), api.name)) &&
    workflows.every((workflow) => isSame(names.ofWorkflow(workflow), workflow.name))
  );
}

function isSame(a: ApiName | WorkflowName, b: ApiName | WorkflowName): boolean {
  return Object.values(a).join() === Object.values(b).join();
}

/** The cluster with the texts of its files in the places of its diagnostics. */
export function withTexts({ cluster, texts }: Unchanged<CompiledCluster>): CompiledCluster {
  const withText = <Placed extends Pick<Diagnostic, "place"> | RelatedPlace>(placed: Placed) => {
    const source = placed.place && texts.get(placed.place.source.path);
    return placed.place && source ? { ...placed, place: { ...placed.place, source } } : placed;
  };
  const diagnostics = cluster.diagnostics.map((each) => ({
    ...withText(each),
    related: each.related.map(withText),
  }));
  return { ...cluster, diagnostics };
}
