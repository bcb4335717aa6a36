import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import type { JsonKind, NamedShape, Shape } from "../../model/shape.js";

const everyKind: readonly JsonKind[] = [
  ...(["string", "number", "boolean", "object", "array"] as const),
  ...(["null", "undefined", "arraybuffer"] as const),
];

/** The function of the runtime for optional members. In responses, `null` counts as absent. */
type Optional = "orAbsent" | "orUndefined";

/** Declares a shape that can contain itself. */
export function viewNamedShape({ name, shape }: NamedShape, optional: Optional): Code {
  const value = viewShape(shape, optional);
  // Without parentheses, the braces of an object would be those of a function body.
  const create = shape.kind === "object" ? Code.of`() => (${value})` : Code.of`() => ${value}`;
  const head = Code.of`const ${Code.name(name)}: ${runtime("JsonShape")}`;
  return Code.assignment(head, Code.of`/* @__PURE__ */ ${runtime("namedShape")}(${create})`);
}

/**
 * Prints a shape for the checks of the runtime.
 * @param optional for optional members
 */
export function viewShape(shape: Shape, optional: Optional): Code {
  switch (shape.kind) {
    case "any":
      return Code.literal(everyKind.join("|"));
    case "value":
      return Code.literal(shape.kinds.join("|"));
    case "int64":
      return runtime("int64");
    case "texts":
      return Code.call(
        runtime("knownTexts"),
        shape.texts.map((text) => Code.literal(text)),
      );
    case "each":
      return Code.call(runtime("eachItem"), [viewShape(shape.shape, optional)]);
    case "map":
      return Code.call(runtime("mapOf"), [viewShape(shape.shape, optional)]);
    case "either":
    case "all":
      return Code.call(
        runtime(shape.kind === "all" ? "allShapes" : "eitherShape"),
        shape.shapes.map((each) => viewShape(each, optional)),
      );
    case "named":
      return Code.name(shape.name);
    case "present":
      return runtime("present");
    case "non-empty":
      return runtime("nonEmpty");
    case "by-kind":
      return viewByKind(shape.shapes, optional);
    case "open":
      return Code.call(runtime("orOther"), [viewShape(shape.shape, optional)]);
    case "nullable":
      return Code.call(runtime(shape.isOptional ? "orNothing" : "orNull"), [
        viewShape(shape.shape, optional),
      ]);
    case "object":
      return Code.object(
        shape.members.map(({ name, isOptional, shape: inner }) => {
          const printed = isOptional ? viewOptional(inner, optional) : viewShape(inner, optional);
          return Code.entry(Code.key(name), printed);
        }),
      );
    case "array":
      return viewArray(shape, optional);
  }
}

function viewOptional(shape: Shape, optional: Optional): Code {
  return optional === "orUndefined" && shape.kind === "value"
    ? Code.literal([...shape.kinds, "undefined"].join("|"))
    : Code.call(runtime(optional), [viewShape(shape, optional)]);
}

function viewByKind(shapes: ReadonlyMap<JsonKind, Shape>, optional: Optional): Code {
  const entries = [...shapes].map(([kind, inner]) =>
    Code.entry(Code.key(kind), viewShape(inner, optional)),
  );
  return Code.call(runtime("byKind"), [Code.object(entries)]);
}

function viewArray(shape: Extract<Shape, { readonly kind: "array" }>, optional: Optional): Code {
  const [first] = shape.items;
  if (first?.index === 0 && shape.items.length === 1 && shape.minLength === 0) {
    return Code.array([viewShape(first.shape, optional)]);
  }
  const items = shape.items.map(({ index, shape: inner }) =>
    Code.entry(Code.literal(index), viewShape(inner, optional)),
  );
  return shape.minLength === 0
    ? Code.call(runtime("itemsAt"), [Code.object(items)])
    : Code.call(runtime("tupleOf"), [Code.literal(shape.minLength), Code.object(items)]);
}
