import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import type { JsonKind, NamedShape, Shape } from "../../model/shape.js";

const everyKind: readonly JsonKind[] = [
  ...(["string", "number", "boolean", "object", "array"] as const),
  ...(["null", "undefined", "arraybuffer"] as const),
];

/** Declares a shape that can contain itself. */
export function viewNamedShape({ name, shape }: NamedShape): Code {
  const value = viewShape(shape);
  // Without parentheses, the braces of an object would be those of a function body.
  const create = shape.kind === "object" ? Code.of`() => (${value})` : Code.of`() => ${value}`;
  const head = Code.of`const ${Code.name(name)}: ${runtime("JsonShape")}`;
  return Code.assignment(head, Code.of`/* @__PURE__ */ ${runtime("namedShape")}(${create})`);
}

/** Prints a shape for the checks of the runtime. */
export function viewShape(shape: Shape): Code {
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
      return Code.call(runtime("eachItem"), [viewShape(shape.shape)]);
    case "map":
      return Code.call(runtime("mapOf"), [viewShape(shape.shape)]);
    case "either":
    case "all":
      return Code.call(
        runtime(shape.kind === "all" ? "allShapes" : "eitherShape"),
        shape.shapes.map(viewShape),
      );
    case "named":
      return Code.name(shape.name);
    case "present":
      return runtime("present");
    case "non-empty":
      return runtime("nonEmpty");
    case "by-kind":
      return viewByKind(shape.shapes);
    case "open":
      return Code.call(runtime("orOther"), [viewShape(shape.shape)]);
    case "nullable":
      return Code.call(runtime(shape.isOptional ? "orNothing" : "orNull"), [
        viewShape(shape.shape),
      ]);
    case "object":
      return Code.object(
        shape.members.map(({ name, isOptional, shape: inner }) => {
          const mark = isOptional ? "?" : /[?!]$/.test(name) ? "!" : "";
          return Code.entry(Code.key(name + mark), viewShape(inner));
        }),
      );
    case "array":
      return viewArray(shape);
  }
}

function viewByKind(shapes: ReadonlyMap<JsonKind, Shape>): Code {
  const entries = [...shapes].map(([kind, inner]) => Code.entry(Code.key(kind), viewShape(inner)));
  return Code.call(runtime("byKind"), [Code.object(entries)]);
}

function viewArray(shape: Extract<Shape, { readonly kind: "array" }>): Code {
  const [first] = shape.items;
  if (first?.index === 0 && shape.items.length === 1 && shape.minLength === 0) {
    return Code.array([viewShape(first.shape)]);
  }
  const items = shape.items.map(({ index, shape: inner }) =>
    Code.entry(Code.literal(index), viewShape(inner)),
  );
  return shape.minLength === 0
    ? Code.call(runtime("itemsAt"), [Code.object(items)])
    : Code.call(runtime("tupleOf"), [Code.literal(shape.minLength), Code.object(items)]);
}
