import { child, isObject, type LoadedDocument, type Located, rootOf } from "../source/located.js";
import { isWebLocation, urlOf } from "../source/location.js";
import { rulesOf } from "./versions.js";

/** A document, or a schema with an `$id`: what a reference in it is relative to. */
export interface SchemaResource {
  readonly root: Located;
  /** Absolute, without a fragment. */
  readonly uri: string;
}

/** A `$ref` that names another file or another resource. */
export interface FileReference {
  readonly at: Located;
  /** The reference without its fragment. */
  readonly file: string;
  /** The absolute URI that the reference is relative to. */
  readonly base: string;
}

/** The names in a document that references can use, and the references to other documents. */
export interface DocumentNames {
  /** The URI of the document itself. */
  readonly uri: string;
  /** By their URIs: the document if it names its own URI, and the schemas with an `$id`. */
  readonly resources: ReadonlyMap<string, SchemaResource>;
  /** By the value of the root of their resource, and by their names. */
  readonly anchors: ReadonlyMap<unknown, ReadonlyMap<string, Located>>;
  /** Each base and file once. */
  readonly references: readonly FileReference[];
}

/** Keywords whose values are data, not schemas. */
export const dataKeywords = new Set(["example", "examples", "default", "const", "enum"]);

/** Fields whose keys are names that authors choose. */
export const namedFields = new Set([
  ...["properties", "patternProperties", "dependentSchemas"],
  ...["$defs", "definitions", "schemas"],
]);

/** A value on the way through a document. Paths are made only of the values that are found. */
interface Step {
  readonly value: unknown;
  readonly key?: string | number;
  readonly parent?: Step;
  /** True for an object whose keys are names that authors choose. */
  readonly areNames: boolean;
  /** True for a value that is data, so that it contains no names. */
  readonly isData: boolean;
  readonly within: SchemaResource;
}

/** @see https://json-schema.org/draft/2020-12/json-schema-core#section-8.2 */
export function findDocumentNames(document: LoadedDocument): DocumentNames {
  const names = new NameCollector(document);
  names.collect();
  return names;
}

class NameCollector implements DocumentNames {
  readonly resources = new Map<string, SchemaResource>();
  readonly anchors = new Map<unknown, Map<string, Located>>();
  readonly #references = new Map<string, FileReference>();
  readonly #document: LoadedDocument;

  constructor(document: LoadedDocument) {
    this.#document = document;
  }

  get uri(): string {
    return uriOf(this.#document);
  }

  get references(): readonly FileReference[] {
    return [...this.#references.values()];
  }

  collect(): void {
    const { value } = this.#document;
    const within = documentResource(this.#document);
    const waiting: Step[] = [{ value, within, areNames: false, isData: false }];
    const seen = { values: new Set<unknown>(), data: new Set<unknown>() };
    for (let step = waiting.pop(); step; step = waiting.pop()) {
      const { value: found, isData } = step;
      const before = isData ? seen.data : seen.values;
      if (typeof found !== "object" || found === null || before.has(found)) continue;
      before.add(found);
      for (const inner of this.#visit(step, found)) waiting.push(inner);
    }
  }

  /** Notes the names of a value; returns the values in it. */
  #visit(step: Step, value: object): readonly Step[] {
    const { areNames, isData } = step;
    const own = areNames || isData ? undefined : this.#ownResource(step);
    const within = own ?? step.within;
    if (own && !this.resources.has(own.uri)) this.resources.set(own.uri, own);
    const file = fileOf(Reflect.get(value, "$ref"));
    if (file !== undefined) this.#noteReference(file, within.uri, step);
    if (!areNames && !isData) this.#noteAnchors(step, within);
    return Object.entries(value).map(([key, inner]) => ({
      value: inner,
      key: Array.isArray(value) ? Number(key) : key,
      parent: step,
      // The inputs of a workflow are a schema.
      areNames:
        !areNames && (namedFields.has(key) || (key === "inputs" && step.key === "components")),
      isData: isData || (!areNames && dataKeywords.has(key)),
      within,
    }));
  }

  #ownResource(step: Step): SchemaResource | undefined {
    const isRoot = step.parent === undefined;
    const mayHave = isRoot || (isObject(step.value) && typeof step.value["$id"] === "string");
    return mayHave ? ownResource(this.#locate(step), step.within) : undefined;
  }

  #noteReference(file: string, base: string, step: Step): void {
    const key = `${base}\n${file}`;
    if (this.#references.has(key)) return;
    this.#references.set(key, { at: this.#locate(step), file, base });
  }

  #noteAnchors(step: Step, within: SchemaResource): void {
    if (!isObject(step.value)) return;
    for (const key of ["$anchor", "$dynamicAnchor"]) {
      const name = step.value[key];
      if (typeof name !== "string") continue;
      const names = this.anchors.get(within.root.value) ?? new Map<string, Located>();
      this.anchors.set(within.root.value, names);
      if (!names.has(name)) names.set(name, this.#locate(step));
    }
  }

  #locate(step: Step): Located {
    const path: (string | number)[] = [];
    for (let at: Step | undefined = step; at?.key !== undefined; at = at.parent) path.push(at.key);
    return { document: this.#document, path: path.reverse(), value: step.value };
  }
}

function fileOf($ref: unknown): string | undefined {
  const file = typeof $ref === "string" ? $ref.split("#")[0] : "";
  return file || undefined;
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

/** The URI that a document has: its own, or else its location. */
export function uriOf(document: LoadedDocument): string {
  const resource = documentResource(document);
  return (ownResource(resource.root, resource) ?? resource).uri;
}

/** The `$self` of a document, unless it is not a URI that a document can have. */
export function selfOf(document: LoadedDocument): Located | undefined {
  const self = child(rootOf(document), "$self");
  return self && selfUri(self, documentResource(document)) !== undefined ? self : undefined;
}

function documentResource(document: LoadedDocument): SchemaResource {
  return { root: rootOf(document), uri: urlOf(document.source.path) };
}

/** `$self` is the URI of a whole description: since version 1.1 of Arazzo, and in version 3.2 of OpenAPI. */
function ownResource(at: Located, within: SchemaResource): SchemaResource | undefined {
  if (!isObject(at.value)) return undefined;
  const self = at.path.length === 0 ? child(at, "$self") : undefined;
  const id = child(at, "$id");
  const uri = (self && selfUri(self, within)) ?? (id && ownUri(id, within));
  return uri === undefined ? undefined : { root: at, uri };
}

function selfUri(self: Located, within: SchemaResource): string | undefined {
  const { value, document } = self;
  const isArazzo = child(rootOf(document), "arazzo") !== undefined;
  if (isArazzo && (!rulesOf(document).hasLaterFields || String(value).includes("#")))
    return undefined;
  return ownUri(self, within);
}

/** The absolute URI without its fragment; undefined if there is none. */
function ownUri({ value, document }: Located, { uri }: SchemaResource): string | undefined {
  if (typeof value !== "string" || !URL.canParse(value, uri)) return undefined;
  const url = new URL(value, uri);
  // A web document must not have the URI of a file of this machine.
  if (url.protocol === "file:" && isWebLocation(document.source.path)) return undefined;
  url.hash = "";
  return url.href;
}
