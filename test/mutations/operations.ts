import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

type Json = Readonly<Record<string, unknown>>;

/** What a description asks for. */
export interface Operation {
  readonly parameters: readonly Parameter[];
  /** Of the first media type. */
  readonly body: Schema | undefined;
  /** The status keys of its responses. */
  readonly statuses: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: Schema;
}

const methods = ["get", "put", "post", "delete", "patch"];

/** The operations of all descriptions in a folder, by `operationId`. */
export function readOperations(folder: string): ReadonlyMap<string, Operation> {
  const found = new Map<string, Operation>();
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((each) => /\.(?:ya?ml|json)$/.test(each))) {
    const root: unknown = parse(readFileSync(join(folder, file), "utf8"), { logLevel: "silent" });
    for (const item of Object.values(object(object(root)["paths"]))) {
      for (const method of methods) {
        const operation = object(object(item)[method]);
        const id = operation["operationId"];
        if (typeof id === "string") found.set(id, readOperation(operation, object(item), root));
      }
    }
  }
  return found;
}

function readOperation(operation: Json, item: Json, root: unknown): Operation {
  const parameters = [...list(operation["parameters"]), ...list(item["parameters"])]
    .map((each) => resolve(each, root))
    .map((each) => ({
      name: String(each["name"]),
      isRequired: each["required"] === true,
      schema: new Schema(each["schema"], root),
    }));
  const [media] = Object.values(object(resolve(operation["requestBody"], root)["content"]));
  const schema = object(media)["schema"];
  return {
    parameters,
    body: schema === undefined ? undefined : new Schema(schema, root),
    statuses: Object.keys(object(operation["responses"])),
  };
}

/** A schema together with the schemas of its `allOf`. */
export class Schema {
  readonly #root: unknown;
  readonly #parts: readonly Json[];

  constructor(schema: unknown, root: unknown) {
    this.#root = root;
    this.#parts = partsOf(schema, root);
  }

  /** The value of a keyword, of the first part that has it. */
  keyword(name: string): unknown {
    return this.#parts.find((part) => part[name] !== undefined)?.[name];
  }

  get types(): readonly unknown[] {
    const type = this.keyword("type");
    return Array.isArray(type) ? type : [type ?? (this.names.length > 0 ? "object" : undefined)];
  }

  get names(): readonly string[] {
    return this.#parts.flatMap((part) => Object.keys(object(part["properties"])));
  }

  get required(): readonly string[] {
    return this.#parts.flatMap((part) => list(part["required"]).map(String));
  }

  property(name: string): Schema | undefined {
    const part = this.#parts.find((each) => Object.hasOwn(object(each["properties"]), name));
    return part && new Schema(object(part["properties"])[name], this.#root);
  }

  get items(): Schema | undefined {
    const items = this.keyword("items");
    return items === undefined ? undefined : new Schema(items, this.#root);
  }
}

function partsOf(schema: unknown, root: unknown, depth = 0): readonly Json[] {
  const resolved = resolve(schema, root);
  const others = depth < 5 ? list(resolved["allOf"]) : [];
  return [resolved, ...others.flatMap((each) => partsOf(each, root, depth + 1))];
}

function resolve(value: unknown, root: unknown): Json {
  const reference = object(value)["$ref"];
  if (typeof reference !== "string" || !reference.startsWith("#/")) return object(value);
  const target = reference
    .slice(2)
    .split("/")
    .reduce<unknown>((found, key) => object(found)[key.replace("~1", "/")], root);
  return resolve(target, root);
}

function object(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
