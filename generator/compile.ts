import { load } from "./1-load/load.js";
import { link } from "./2-link/link.js";
import { typeWorkflows } from "./3-type/type.js";
import { plan } from "./4-plan/plan.js";
import { emit } from "./5-emit/emit.js";
import { verify } from "./6-verify/verify.js";
import { allocateNames } from "./allocate-names.js";
import { combineGroups } from "./combine-groups.js";
import type { Compilation, CompiledGroups, CompileOptions, GroupInput } from "./compilation.js";
import { createProgram } from "./typescript/program.js";

/** Compiles Arazzo documents into TypeScript. Faulty nodes stay in the tree, so that later phases can report other errors. */
export async function compile(
  documents: readonly string[],
  options: CompileOptions = {},
): Promise<Compilation> {
  options.onPhase?.("load");
  const loaded = await load(documents, options);
  const { compiled } = compileGroups(loaded, options);
  return combineGroups(compiled, loaded, options);
}

/** Phases 2 to 6. The groups are typed and verified as one TypeScript program. */
export function compileGroups(input: GroupInput, options: CompileOptions): CompiledGroups {
  const { groups, others = [], program = createProgram() } = input;
  const { onPhase = () => {} } = options;
  onPhase("link");
  const linked = link(groups, options);
  const names = allocateNames([...linked, ...others]);
  onPhase("type");
  const typed = typeWorkflows(linked, names, program);
  onPhase("plan");
  const planned = plan(typed, options);
  onPhase("emit");
  const emitted = emit(planned, options);
  onPhase("verify");
  const compiled = verify(emitted, program);
  return { compiled, names, program };
}
