import type { Resolve } from "../../model/linked.js";
import { isEmptyObject, keyword, property, type TypeNode, union } from "../../model/type-node.js";
import type { TypedInputs, TypedWorkflow } from "../../model/typed.js";
import { TypeDescriber } from "./describe-type.js";
import type { Schema } from "./schema-constraints.js";

/** The JSON Schema of a workflow's inputs with the narrowed types; undefined without inputs. */
export function planInputsSchema(
  { inputs, apis }: Pick<TypedWorkflow, "inputs" | "apis">,
  resolve: Resolve,
): Schema | undefined {
  const type = narrowedType(inputs);
  if (isEmptyObject(type)) return undefined;
  const declared = [
    ...inputs.schemas.map((each) => ({ ...each, namespace: undefined })),
    ...apis.flatMap(({ schemas, namespace }) => schemas.map((each) => ({ ...each, namespace }))),
  ];
  const describer = new TypeDescriber(declared, resolve);
  const schema = describer.describe(type, inputs.at);
  const { definitions } = describer;
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    ...(describer.isObject(type) && { type: "object" }),
    ...schema,
    ...(Object.keys(definitions).length > 0 && { $defs: definitions }),
  };
}

function narrowedType({ properties = [], type }: TypedInputs): TypeNode {
  if (properties.length === 0) return type;
  const members = properties.map(({ name, isOptional, ...input }) => {
    const type = input.allowsNull ? union([input.type, keyword("null")]) : input.type;
    return property(name, type, { isOptional });
  });
  return { kind: "object", members };
}
