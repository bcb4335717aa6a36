import { load } from "./1-load/load.js";
import { DocumentReader } from "./1-load/read/document-reader.js";
import { findArazzoFiles } from "./1-load/read/find-arazzo-files.js";
import { link } from "./2-link/link.js";
import { typeWorkflows } from "./3-type/type.js";
import { plan } from "./4-plan/plan.js";
import { emit } from "./5-emit/emit.js";
import { runtimeFiles } from "./5-emit/files/runtime-files.js";
import { createRenderer } from "./5-emit/print/render-template.js";
import { replaceFiles, verify } from "./6-verify/verify.js";
import { allocateNames } from "./allocate-names.js";
import { combineGroups } from "./combine-groups.js";
import {
  type Compilation,
  type CompiledGroup,
  type CompileOptions,
  importOptionsOf,
} from "./compilation.js";
import { Diagnostics } from "./diagnostics/diagnostics.js";
import type { EmittedGroup } from "./model/emitted.js";
import type { LinkedGroup } from "./model/linked.js";
import type { DocumentGroup } from "./model/loaded.js";
import type { NameRequest, Names } from "./model/names.js";
import type { Plan } from "./model/planned.js";
import { createProgram, type TypeScriptProgram } from "./typescript/program.js";

/**
 * Compiles Arazzo documents into TypeScript. A node with an error is marked faulty and stays in the tree, so that later
 * phases can report other errors without repeating this one.
 *
 * @param documents paths of files and folders, patterns for files such as `specs/*.arazzo.yaml`, and URLs where `fetch`
 *   allows them
 */
export async function compile(
  documents: readonly string[],
  options: CompileOptions = {},
): Promise<Compilation> {
  const diagnostics = new Diagnostics(options);
  options.onPhase?.("load");
  const { locations, folders } = await findArazzoFiles(documents, options, diagnostics);
  const loaded = await load(locations, options, new DocumentReader(options), diagnostics);
  const { compiled } = compileGroups(loaded.groups, options);
  const read = { locations: [...loaded.sources.keys()], folders };
  return combineGroups(compiled, diagnostics.all, read, options);
}

interface CompiledGroups {
  readonly compiled: readonly CompiledGroup[];
  readonly names: Names;
  readonly program: TypeScriptProgram;
}

/**
 * Phases 2 to 6. The groups are typed and verified as one TypeScript program.
 *
 * @param others what else is named in the same output folder
 */
export function compileGroups(
  groups: readonly DocumentGroup[],
  options: CompileOptions,
  others: readonly NameRequest[] = [],
  program = createProgram(),
): CompiledGroups {
  const { onPhase = () => {} } = options;
  onPhase("link");
  const linked = groups.map((group) => {
    const diagnostics = new Diagnostics(options);
    return { ...group, ...link(group, diagnostics), diagnostics };
  });
  const names = allocateNames([...linked, ...others]);
  onPhase("type");
  const typed = typeWorkflows(linked, names, program);
  onPhase("plan");
  const planned = typed.map((group) => ({ ...group, plan: plan(group.typed, group.diagnostics) }));
  onPhase("emit");
  const imports = importOptionsOf(options);
  const render = createRenderer(imports.importExtension);
  const emitted = planned.map((group) => ({ ...group, ...emit(group.plan, render) }));
  onPhase("verify");
  const printed = emitted.flatMap(({ files }) => files);
  replaceFiles([...printed, ...runtimeFiles(printed, imports)], program);
  const compiled = emitted.map((group) => {
    const files = verify(group.files, group, program, group.diagnostics);
    return toCompiledGroup({ ...group, files }, names);
  });
  return { compiled, names, program };
}

interface VerifiedGroup
  extends Pick<DocumentGroup, "entries" | "locations">,
    Pick<LinkedGroup, "apis" | "workflows">,
    EmittedGroup {
  readonly plan: Plan;
  readonly diagnostics: Diagnostics;
}

/** Keeps what later compilations and the shared files need. */
function toCompiledGroup(group: VerifiedGroup, names: Names): CompiledGroup {
  const { entries, locations, files, exports, sourceNames, plan } = group;
  return {
    ...{ entries, locations, files, exports, sourceNames },
    apis: group.apis.map((api) => ({
      source: { name: api.source.name },
      name: names.ofApi(api),
    })),
    workflows: group.workflows.map((workflow) => ({
      reference: { workflowId: workflow.reference.workflowId },
      name: names.ofWorkflow(workflow),
    })),
    diagnostics: group.diagnostics.all,
    counts: {
      workflows: plan.workflows.length,
      operations: plan.apis.flatMap(({ operations }) => operations).length,
    },
  };
}
