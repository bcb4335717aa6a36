import type { LinkedWorkflow, Resolve } from "../../model/linked.js";
import { isEmptyObject, keyword, property, type TypeNode, union } from "../../model/type-node.js";
import type { TypedInputs, TypedWorkflow } from "../../model/typed.js";
import { isObject } from "../../source/located.js";
import { TypeDescriber } from "./describe-type.js";
import type { Schema } from "./schema-constraints.js";

/** The JSON Schema of a workflow's inputs with the narrowed types; undefined without inputs. */
export function planInputsSchema(
  { inputs, apis, workflow }: TypedWorkflow,
  resolve: Resolve,
): Schema | undefined {
  const type = narrowedType(inputs);
  if (isEmptyObject(type)) return undefined;
  const declared = [
    ...inputs.schemas.map((each) => ({ ...each, namespace: undefined })),
    ...apis.flatMap(({ schemas, namespace }) => schemas.map((each) => ({ ...each, namespace }))),
  ];
  const describer = new TypeDescriber(declared, resolve);
  const schema = withoutEmpty(describer.describe(type, inputs.at), inputsInPaths(workflow));
  const { definitions } = describer;
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    ...(describer.isObject(type) && { type: "object" }),
    ...schema,
    ...(Object.keys(definitions).length > 0 && { $defs: definitions }),
  };
}

/** The inputs that are sent as path parameters, which are never empty. */
function inputsInPaths({ steps }: LinkedWorkflow): ReadonlySet<string> {
  const parameters = steps.flatMap(({ call }) =>
    call.kind === "operation" ? call.parameters.filter((each) => each.in === "path") : [],
  );
  const names = parameters.flatMap(({ value }) => {
    const expression = value.kind === "expression" ? value.expression : undefined;
    return expression?.kind === "input" && expression.pointer.length === 0 ? expression.name : [];
  });
  return new Set(names);
}

function withoutEmpty(schema: Schema, names: ReadonlySet<string>): Schema {
  const { properties } = schema;
  if (!isObject(properties)) return schema;
  const entries = Object.entries(properties).map(([name, property]) => {
    if (!names.has(name) || !isObject(property)) return [name, property];
    const { type, enum: values, minLength = 0 } = property;
    const mayBeEmpty = [type].flat().includes("string") && !values && minLength === 0;
    return [name, mayBeEmpty ? { ...property, minLength: 1 } : property];
  });
  return { ...schema, properties: Object.fromEntries(entries) };
}

function narrowedType({ properties = [], type }: TypedInputs): TypeNode {
  if (properties.length === 0) return type;
  const members = properties.map(({ name, isOptional, ...input }) => {
    const type = input.allowsNull ? union([input.type, keyword("null")]) : input.type;
    return property(name, type, { isOptional });
  });
  return { kind: "object", members };
}
