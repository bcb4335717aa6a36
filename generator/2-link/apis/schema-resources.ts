import {
  child,
  isObject,
  type LoadedDocument,
  type Located,
  rootOf,
} from "../../source/located.js";
import { urlOf } from "../../source/location.js";

/** A document, or a schema with an `$id`: what a reference in it is relative to. */
export interface SchemaResource {
  readonly root: Located;
  /** Absolute, without a fragment. */
  readonly uri: string;
}

/** The schemas of a document that have names of their own. */
export interface NamedSchemas {
  /** By their URIs. */
  readonly resources: ReadonlyMap<string, SchemaResource>;
  /** By the value of the root of their resource, and by their names. */
  readonly anchors: ReadonlyMap<unknown, ReadonlyMap<string, Located>>;
}

/** Keywords whose values are data, not schemas. */
const dataKeywords = new Set(["example", "examples", "default", "const", "enum"]);

/** Fields whose keys are names that authors choose. */
const namedFields = new Set([
  ...["properties", "patternProperties", "dependentSchemas"],
  ...["$defs", "definitions", "schemas", "inputs"],
]);

/** @see https://json-schema.org/draft/2020-12/json-schema-core#section-8.2 */
export function findNamedSchemas(document: LoadedDocument): NamedSchemas {
  const resources = new Map<string, SchemaResource>();
  const anchors = new Map<unknown, Map<string, Located>>();
  const seen = new Set<unknown>();
  const waiting = [{ at: rootOf(document), within: documentResource(document), areNames: false }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { at, areNames } = next;
    if (typeof at.value !== "object" || at.value === null || seen.has(at.value)) continue;
    seen.add(at.value);
    const own = areNames ? undefined : ownResource(at, next.within);
    const within = own ?? next.within;
    if (own && !resources.has(own.uri)) resources.set(own.uri, own);
    const names = anchors.get(within.root.value) ?? new Map<string, Located>();
    anchors.set(within.root.value, names);
    for (const [key, value] of Object.entries(at.value)) {
      const isAnchor = key === "$anchor" || key === "$dynamicAnchor";
      if (!areNames && isAnchor && typeof value === "string" && !names.has(value)) {
        names.set(value, at);
      }
      if (!areNames && dataKeywords.has(key)) continue;
      const inner = child(at, key);
      if (inner) waiting.push({ at: inner, within, areNames: !areNames && namedFields.has(key) });
    }
  }
  return { resources, anchors };
}

/** The innermost resource that a value is in. */
export function enclosingResource({ document, path }: Located): SchemaResource {
  let at: Located | undefined = rootOf(document);
  let found = documentResource(document);
  for (const key of [...path, undefined]) {
    if (!at) break;
    found = ownResource(at, found) ?? found;
    at = key === undefined ? undefined : child(at, key);
  }
  return found;
}

function documentResource(document: LoadedDocument): SchemaResource {
  return { root: rootOf(document), uri: urlOf(document.source.path) };
}

/** `$self` is the URI of a whole OpenAPI 3.2 description. */
function ownResource(at: Located, { uri }: SchemaResource): SchemaResource | undefined {
  if (!isObject(at.value)) return undefined;
  const id = child(at, at.path.length === 0 ? "$self" : "$id") ?? child(at, "$id");
  if (typeof id?.value !== "string" || !URL.canParse(id.value, uri)) return undefined;
  const url = new URL(id.value, uri);
  url.hash = "";
  return { root: at, uri: url.href };
}
