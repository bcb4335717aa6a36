import { upgradeFromTwoToThree } from "@scalar/openapi-upgrader/2.0-to-3.0";
import { isObject, type LoadedDocument, type Path } from "../../source/located.js";

/**
 * Converts an OpenAPI 2.0 description to 3.0; returns any other document unchanged. Positions still refer to the original file.
 * Returns a problem if the description is too malformed to be converted.
 */
export function upgradeSwagger(document: LoadedDocument): LoadedDocument | { problem: string } {
  const { source, value, locate } = document;
  const { swagger } = isObject(value) ? value : {};
  if (!isObject(value) || typeof swagger !== "string" || !swagger.startsWith("2")) return document;
  try {
    const upgraded: unknown = upgradeFromTwoToThree(structuredClone(value));
    return {
      source,
      value: upgraded,
      locate: (path, part) => locate(originalPath(path, value, upgraded), part),
    };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return {
      problem: `this OpenAPI 2.0 description cannot be converted to OpenAPI 3.0: ${problem}`,
    };
  }
}

const movedSections: Readonly<Record<string, string>> = {
  schemas: "definitions",
  securitySchemes: "securityDefinitions",
};

/** The path in the original description that corresponds to a path in the converted description. */
function originalPath(path: Path, original: unknown, upgraded: unknown): Path {
  const [first, second] = path;
  if (first === "servers") return ["host"];
  if (first === "components") {
    const section = movedSections[String(second)] ?? second;
    return section === undefined ? path : [section, ...path.slice(2)];
  }
  if (first !== "paths") return path;
  const parameters = path.indexOf("parameters");
  if (parameters !== -1) return originalParameterPath(path, parameters, original, upgraded);
  const body = path.indexOf("requestBody");
  if (body !== -1) return originalBodyPath(path.slice(0, body), path.slice(body + 1), original);
  return withoutContent(path);
}

/** `responses/200/content/<type>/schema` was `responses/200/schema`. */
function withoutContent(path: Path): Path {
  const content = path.indexOf("content");
  return content === -1 ? path : [...path.slice(0, content), ...path.slice(content + 2)];
}

/** The conversion removes the body from the parameters, so their indexes differ. */
function originalParameterPath(
  path: Path,
  list: number,
  original: unknown,
  upgraded: unknown,
): Path {
  const owner = path.slice(0, list + 1);
  const parameter = valueAt(upgraded, path.slice(0, list + 2));
  const originals = valueAt(original, owner);
  if (!isObject(parameter) || !Array.isArray(originals)) return path;
  const { name, in: place } = parameter;
  const index = originals.findIndex(
    (each: unknown) => hasField(each, "name", name) && hasField(each, "in", place),
  );
  const rest = path.slice(list + 2).filter((key, at) => !(at === 0 && key === "schema"));
  return index === -1 ? path : [...owner, index, ...rest];
}

function originalBodyPath(operation: Path, rest: Path, original: unknown): Path {
  const parameters = valueAt(original, [...operation, "parameters"]);
  if (!Array.isArray(parameters)) return operation;
  const index = parameters.findIndex((each: unknown) => hasField(each, "in", "body"));
  if (index === -1) return [...operation, "parameters"];
  return [...operation, "parameters", index, ...withoutContent(rest)];
}

function hasField(value: unknown, field: string, expected: unknown): boolean {
  return isObject(value) && value[field] === expected;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined,
    root,
  );
}
