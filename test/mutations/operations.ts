import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

type Json = Readonly<Record<string, unknown>>;

/** What a description asks for. */
export interface Operation {
  readonly requiredParameters: readonly string[];
  readonly body: Schema | undefined;
}

export interface Schema {
  readonly properties: ReadonlyMap<string, Json>;
  readonly required: readonly string[];
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
    .filter((each) => each["required"] === true);
  const content = object(resolve(operation["requestBody"], root)["content"]);
  const [media] = Object.values(content);
  const schema = object(media)["schema"];
  return {
    requiredParameters: parameters.map((each) => String(each["name"])),
    body: schema === undefined ? undefined : readSchema(schema, root),
  };
}

function readSchema(schema: unknown, root: unknown): Schema {
  const resolved = resolve(schema, root);
  const properties = Object.entries(object(resolved["properties"])).map(
    ([name, each]) => [name, resolve(each, root)] as const,
  );
  const required = list(resolved["required"]).map(String);
  return { properties: new Map(properties), required };
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
