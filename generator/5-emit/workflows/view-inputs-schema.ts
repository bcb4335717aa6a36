import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import type { WorkflowPlan } from "../../model/planned.js";
import { partsOfShape, type Shape } from "../../model/shape.js";
import { isInherited } from "../../source/identifiers.js";
import { isObject } from "../../source/located.js";
import { header } from "../print/header.js";
import { collectedImports } from "../print/import-lines.js";
import { printJson } from "../print/print-value.js";
import { viewNamedShape, viewShape } from "../print/view-shape.js";
import type { InputsSchemaView } from "../views.js";

/** The module of the JSON Schema of a workflow's inputs; undefined without inputs. */
export function viewInputsSchema(plan: WorkflowPlan): InputsSchemaView | undefined {
  const { inputsSchema, inputsSchemaName, inputsShape, functionName, sourceName } = plan;
  if (!inputsSchema) return undefined;
  const type = runtime(inputsSchema["type"] === "object" ? "ObjectSchema" : "JsonSchema");
  const name = Code.of`export const ${Code.name(inputsSchemaName)}: ${type}`;
  return {
    header: header(sourceName),
    imports: collectedImports,
    namedShapes: inputsShape?.named.map((each) => viewNamedShape(each, "orUndefined")) ?? [],
    shape: inputsShape !== undefined && viewInputsShape(inputsShape.shape),
    doc: Code.docComment([`The JSON Schema (2020-12) of the inputs of \`${functionName}\`.`]),
    declaration: Code.assignment(name, printSchema(inputsSchema)),
  };
}

/** Bundlers drop an unused constant only if it calls nothing, or nothing but functions that are marked as pure. */
function viewInputsShape(shape: Shape): Code {
  const name = "inputsShape";
  if (callsFunctions(shape)) return viewNamedShape({ name, shape }, "orUndefined");
  return Code.declaration(
    Code.of`${Code.name(name)}: ${runtime("JsonShape")}`,
    viewShape(shape, "orUndefined"),
  );
}

function callsFunctions(shape: Shape): boolean {
  const plain = ["any", "value", "object", "array", "named", "present", "non-empty"];
  const isCalled =
    shape.kind === "object" &&
    shape.members.some((member) => member.isOptional && member.shape.kind !== "value");
  return isCalled || !plain.includes(shape.kind) || partsOfShape(shape).some(callsFunctions);
}

function printSchema(schema: unknown): Code {
  if (!isObject(schema)) return printJson(schema);
  const entries = Object.entries(schema).map(([keyword, value]) =>
    Code.entry(Code.key(keyword), printKeyword(keyword, value)),
  );
  return Code.object(entries);
}

function printKeyword(keyword: string, value: unknown): Code {
  switch (keyword) {
    case "properties":
    case "$defs":
      return isObject(value)
        ? Code.object(Object.entries(value).map(printNamed))
        : printJson(value);
    case "allOf":
    case "anyOf":
    case "prefixItems":
      return Array.isArray(value) ? Code.array(value.map(printSchema)) : printJson(value);
    case "additionalProperties":
    case "items":
    case "not":
      return printSchema(value);
    default:
      return printJson(value);
  }
}

/** For a name such as `constructor`, TypeScript takes the expected type from `Object`, not from the index signature. */
function printNamed([name, schema]: readonly [string, unknown]): Code {
  const printed = printSchema(schema);
  const value = isInherited(name)
    ? Code.of`${printed} satisfies ${runtime("JsonSchema")}`
    : printed;
  return Code.entry(Code.key(name), value);
}
