import type { Names } from "./3-type/give-names.js";
import { type } from "./3-type/type.js";
import { plan } from "./4-plan/plan.js";
import { emit } from "./5-emit/emit.js";
import { runtimeFiles } from "./5-emit/files/runtime-files.js";
import type { Render } from "./5-emit/print/render-template.js";
import { replaceFiles, verify } from "./6-verify/verify.js";
import type { Kept, Phase } from "./compile.js";
import type { CompiledCluster } from "./compiled-cluster.js";
import type { Diagnostics } from "./diagnostics/diagnostics.js";
import type { ImportOptions } from "./model/emitted.js";
import type { LinkedCluster } from "./model/linked.js";
import type { LoadedCluster } from "./model/loaded.js";
import type { Plan } from "./model/planned.js";
import { createProgram, type TypeScriptProgram } from "./typescript/program.js";

/** A cluster after phase 2, and what is reported of it. */
export interface ReportedCluster extends LoadedCluster, LinkedCluster {
  readonly diagnostics: Diagnostics;
}

interface ClusterOptions {
  readonly kept: Kept;
  readonly render: Render;
  readonly imports: ImportOptions;
  readonly onPhase: (phase: Phase) => void;
}

/** Phases 3 to 6 for clusters side by side, in one program of TypeScript. */
export function compileClusters(
  clusters: readonly ReportedCluster[],
  names: Names,
  { kept, render, imports, onPhase }: ClusterOptions,
): readonly CompiledCluster[] {
  kept.program ??= createProgram();
  const { program } = kept;
  const planned = planClusters(clusters, names, program, onPhase);
  onPhase("emit");
  const emitted = planned.map((each) => ({ ...each, ...emit(each.plan, render) }));
  onPhase("verify");
  const printed = emitted.flatMap(({ files }) => files);
  replaceFiles([...printed, ...runtimeFiles(printed, imports)], program);
  return emitted.map((each): CompiledCluster => {
    const { entries, digests, exports, sourceNames, diagnostics } = each;
    const files = verify(each.files, each, program, diagnostics);
    return {
      ...{ entries, digests, exports, sourceNames, files },
      apis: each.apis.map((api) => ({
        source: { name: api.source.name },
        name: names.ofApi(api),
      })),
      workflows: each.workflows.map((workflow) => ({
        reference: { workflowId: workflow.reference.workflowId },
        name: names.ofWorkflow(workflow),
      })),
      diagnostics: diagnostics.all,
      counts: {
        workflows: each.plan.workflows.length,
        operations: each.plan.apis.flatMap(({ operations }) => operations).length,
      },
    };
  });
}

/** Phases 3 and 4 for clusters side by side. */
export function planClusters<Linked extends ReportedCluster>(
  clusters: readonly Linked[],
  names: Names,
  program: TypeScriptProgram,
  onPhase: (phase: Phase) => void = () => {},
): readonly (Linked & { readonly plan: Plan })[] {
  onPhase("type");
  const typed = inStep(
    clusters.map(function* (cluster) {
      return { cluster, typed: yield* type(cluster, names, program, cluster.diagnostics) };
    }),
  );
  onPhase("plan");
  return typed.map(({ cluster, typed }) => ({
    ...cluster,
    plan: plan(typed, cluster.diagnostics),
  }));
}

/** Runs all to where they stop, then all on from there, until each has ended; what they give, in that order. */
function inStep<Result>(runs: readonly Generator<void, Result>[]): readonly Result[] {
  const results: Result[] = [];
  let running = runs;
  while (running.length > 0) {
    running = running.filter((run) => {
      const { done, value } = run.next();
      if (done) results.push(value);
      return !done;
    });
  }
  return results;
}
