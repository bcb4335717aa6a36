import { readFileSync } from "node:fs";
import ts from "typescript";
import { parse } from "yaml";
import type { GeneratedWorkflow } from "../corpus/generated-workflows.js";
import { Description, isObject, type JsonObject } from "../corpus/server/description.js";
import { createSchemaChecker } from "../corpus/server/schema-checker.js";
import { checkType } from "./check-type.js";
import { findAbsentInUrl, isTyped } from "./end-of-run.js";
import type { PlainRun } from "./plain-run.js";
import type { WorkflowRunner } from "./workflow-runner.js";

/** One call of a workflow with other inputs than those of the plain run. */
export interface Call {
  readonly kind: string;
  /** The input that was changed. */
  readonly input: string;
  /** The kind of change is one that types do not allow, whatever the schema says. */
  readonly isWrongByKind: boolean;
  /** The schema of the inputs in the document does not allow the inputs. */
  readonly isWrongBySchema: boolean;
  /** The type of the function's parameter does not allow the inputs. */
  readonly isWrongByType: boolean;
  readonly requests: number;
  readonly end: "outcome" | "typed error" | "exception";
  readonly absentInUrl: string | undefined;
  readonly error: unknown;
}

type Change = Pick<Call, "kind" | "input"> & { readonly inputs: unknown };

/** Calls a workflow with every wrong input, one at a time. */
export async function measureCalls(
  runner: WorkflowRunner,
  { workflow, inputs, settings, ended }: PlainRun,
): Promise<readonly Call[]> {
  const { checker } = runner.types;
  const type = workflow.types.inputs;
  if (!type || !isObject(inputs) || Object.keys(inputs).length === 0) return [];
  const isAllowed = inputsChecker(workflow);
  const optional = new Set(
    checker
      .getPropertiesOfType(checker.getNonNullableType(type))
      .filter(({ flags }) => flags & ts.SymbolFlags.Optional)
      .map(({ name }) => name),
  );
  const calls: Call[] = [];
  for (const change of changesOf(inputs, optional)) {
    const { kind, input } = change;
    const run = await runner.run(workflow, change.inputs, settings);
    calls.push({
      kind,
      input,
      isWrongByKind: !["undeclared input", "optional input absent"].includes(kind),
      isWrongBySchema: !isAllowed(change.inputs),
      isWrongByType: checkType(checker, type, change.inputs).length > 0,
      requests: run.exchanges.filter(({ sent }) => sent).length,
      end: run.error === undefined ? "outcome" : isTyped(run.error) ? "typed error" : "exception",
      absentInUrl: findAbsentInUrl(ended, run),
      error: run.error,
    });
  }
  return calls;
}

function changesOf(inputs: JsonObject, optional: ReadonlySet<string>): readonly Change[] {
  const ofAll: readonly Change[] = [
    { kind: "inputs undefined", input: "", inputs: undefined },
    { kind: "inputs null", input: "", inputs: null },
    { kind: "inputs empty", input: "", inputs: {} },
    { kind: "inputs an array", input: "", inputs: [] },
    { kind: "inputs a string", input: "", inputs: "text" },
    { kind: "undeclared input", input: "", inputs: { ...inputs, undeclaredInput: 1 } },
  ];
  const ofEach = Object.entries(inputs).flatMap(([input, value]) => {
    const need = optional.has(input) ? "optional" : "required";
    const { [input]: _, ...others } = inputs;
    const withValue = ([kind, other]: readonly [string, unknown]): Change => {
      return { kind, input, inputs: { ...inputs, [input]: other } };
    };
    return [
      { kind: `${need} input absent`, input, inputs: others },
      ...[[`${need} input null`, null] as const, ...otherKinds(value)].map(withValue),
    ];
  });
  return [...ofAll, ...ofEach];
}

function otherKinds(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value === "string") {
    return [
      ["string → number", 12],
      ["string → object", { a: 1 }],
      ["string → array", ["a"]],
      ["string → empty string", ""],
    ];
  }
  if (typeof value === "number") {
    return [
      ["number → string", "abc"],
      ["number → NaN", Number.NaN],
    ];
  }
  if (typeof value === "boolean") return [["boolean → string", "yes"]];
  if (Array.isArray(value)) {
    return [
      ["array → string", "a"],
      ["array → object", {}],
    ];
  }
  if (value === null || value instanceof Blob) return [];
  return [
    ["object → string", "a"],
    ["object → empty object", {}],
  ];
}

/** Checks inputs against the schema in the document. */
function inputsChecker({ document, workflowId }: GeneratedWorkflow): (inputs: unknown) => boolean {
  const root: unknown = parse(readFileSync(document, "utf8"), { maxAliasCount: -1 });
  const description = new Description(isObject(root) ? root : {});
  const checker = createSchemaChecker(description);
  const workflow = description
    .members(description.root, "workflows")
    .find(([, each]) => description.text(each, "workflowId") === workflowId)?.[1];
  const schema = workflow && description.find(workflow, "inputs");
  return (inputs) =>
    inputs !== undefined && (!schema || checker.check(schema, inputs).length === 0);
}
