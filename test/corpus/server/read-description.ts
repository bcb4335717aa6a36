import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { upgradeFromTwoToThree } from "@scalar/openapi-upgrader/2.0-to-3.0";
import { parse } from "yaml";
import { Description, isObject, type JsonObject } from "./description.js";
import { toJsonSchema } from "./to-json-schema.js";

/** Reads an OpenAPI description with the files that it refers to, which become parts of it. */
export function readDescription(path: string): Description {
  const document = upgraded(readFile(path));
  const files = new Map([[path, ""]]);
  const parts: JsonObject = {};
  const root = inOneDocument(document, path);
  const description = new Description(isObject(root) ? { ...root, "x-files": parts } : {});
  return new Description(toJsonSchema(withoutDangling(description.document, description)));

  function inOneDocument(value: unknown, from: string): unknown {
    if (Array.isArray(value)) return value.map((item) => inOneDocument(item, from));
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([key, member]) => {
      const isReference = key === "$ref" && typeof member === "string";
      return [key, isReference ? pointerTo(member, from) : inOneDocument(member, from)];
    });
    return Object.fromEntries(entries);
  }

  function pointerTo(reference: string, from: string): string {
    const [file = "", pointer = ""] = reference.split("#");
    if (/^[a-z]+:/i.test(file)) return reference;
    const target = file === "" ? from : resolve(dirname(from), decodeURIComponent(file));
    return `#${files.get(target) ?? take(target)}${pointer}`;
  }

  function take(path: string): string {
    const name = `${files.size}`;
    files.set(path, `/x-files/${name}`);
    parts[name] = inOneDocument(readFile(path), path);
    return `/x-files/${name}`;
  }
}

/** What a reference to nothing stands for may be anything. */
function withoutDangling(value: JsonObject, description: Description): JsonObject {
  const entries = Object.entries(value).map(([key, member]) => [key, visit(member)]);
  return Object.fromEntries(entries);

  function visit(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(visit);
    if (!isObject(value)) return value;
    const { $ref, ...rest } = value;
    const isDangling =
      typeof $ref === "string" && description.follow({ value, pointer: "" }).value === undefined;
    return withoutDangling(isDangling ? rest : value, description);
  }
}

function upgraded(document: unknown): unknown {
  const isSwagger = isObject(document) && String(document["swagger"]).startsWith("2");
  return isSwagger ? upgradeFromTwoToThree(document) : document;
}

/** A file that is not there is empty: what refers to it then leads nowhere. */
function readFile(path: string): unknown {
  try {
    return parse(readFileSync(path, "utf8"), { maxAliasCount: -1, merge: true, logLevel: "error" });
  } catch {
    return {};
  }
}
