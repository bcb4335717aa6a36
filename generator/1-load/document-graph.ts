import {
  type DocumentReference,
  findTarget,
  Identities,
  type KnownDocuments,
  type Target,
  targetOf,
} from "../model/find-document.js";
import type { Unreadable } from "../model/loaded.js";
import { type DocumentNames, findDocumentNames } from "../model/schema-resources.js";
import type { LoadedDocument, Located } from "../source/located.js";
import { isWebLocation, type SourceMap } from "../source/location.js";
import type { SourceText } from "../source/source-text.js";
import type { ParsedFile, SyntaxProblem } from "./parse/parse-document.js";
import type { DocumentReader } from "./read/document-reader.js";

/** A reference and what is to be read of the document that it leads to. */
export interface Link {
  /** The `$ref` or the `url`. */
  readonly at: Located;
  readonly target: Target;
  /** Returns the links of the document. */
  readonly follow: (document: LoadedDocument) => readonly Link[];
}

/**
 * Reads documents and the documents that they refer to, and records which document refers to which. A document is found by
 * the URI that it gives itself even if it is read last: a reference counts as unresolvable only when everything else has
 * been read.
 */
export class DocumentGraph implements KnownDocuments {
  readonly documents = new Map<string, LoadedDocument>();
  readonly identities = new Identities();
  readonly names = new Map<LoadedDocument, DocumentNames>();
  readonly problems = new Map<LoadedDocument, readonly SyntaxProblem[]>();
  readonly sources = new Map<string, SourceText | Unreadable>();
  readonly uris = new Set<string>();
  readonly neighbours = new Map<string, Set<string>>();
  readonly #reader: DocumentReader;
  readonly #map: SourceMap;
  readonly #candidates: readonly string[];

  /** @param candidates files to which references may lead by the URIs that they give themselves */
  constructor(reader: DocumentReader, map: SourceMap, candidates: readonly string[]) {
    this.#reader = reader;
    this.#map = map;
    this.#candidates = [...new Set([...map.values(), ...candidates])];
  }

  /** @param from the location of the document that names this one; undefined for an entry */
  async read(location: string, from?: string): Promise<ParsedFile | Unreadable> {
    if (from !== undefined) this.#connect(location, from);
    const file = await this.#reader.read(location, from);
    if ("problem" in file) {
      this.sources.set(location, file);
      return file;
    }
    const { document, problems } = file;
    const { source } = document;
    this.sources.set(location, source);
    this.documents.set(location, document);
    // Fetching follows redirects, so the document may come from a different location.
    if (source.path !== location) this.#connect(location, source.path);
    if (this.names.has(document)) return file;
    const names = findDocumentNames(document);
    this.names.set(document, names);
    this.problems.set(document, problems);
    this.identities.add(document, names);
    for (const uri of [names.uri, ...names.resources.keys()]) this.#noteUri(uri, source.path);
    return file;
  }

  link(at: Located, reference: DocumentReference, follow: Link["follow"]): Link {
    return { at, target: targetOf(reference, this.#map), follow };
  }

  /** Reads everything that the links lead to. */
  async followAll(links: readonly Link[]): Promise<void> {
    const all = [...links];
    const far: Link[] = [];
    const followed = new Map<Link, LoadedDocument>();
    const follow = (link: Link) => {
      const found = findTarget(link.target, this)?.document;
      if (!found || followed.get(link) === found) return;
      followed.set(link, found);
      all.push(...link.follow(found));
    };
    for (let near = 0, next = 0; near < all.length; ) {
      for (; near < all.length; near += 1) {
        const link = all[near];
        if (link && (await this.#readNear(link))) follow(link);
        else if (link) far.push(link);
      }
      for (; next < far.length && near === all.length; next += 1) {
        const link = far[next];
        if (!link) continue;
        await this.#readFar(link);
        follow(link);
      }
      // By now, another document may be known to have the URI of a reference.
      if (near === all.length) for (const link of [...all]) follow(link);
    }
  }

  /** Reads local files. Returns false if the document has to be looked for elsewhere. */
  async #readNear({ at, target }: Link): Promise<boolean> {
    const { uri, mapped, location, nearby } = target;
    const from = at.document.source.path;
    if (uri !== undefined) this.#noteUri(uri, from);
    if (mapped !== undefined) {
      await this.read(mapped, from);
      return true;
    }
    if ((await this.#readFile(location, from)) || this.identities.find(uri)) return true;
    await this.#readFile(nearby, from);
    return this.identities.find(uri) !== undefined;
  }

  async #readFile(location: string | undefined, from: string): Promise<boolean> {
    if (location === undefined || isWebLocation(location)) return false;
    return !("problem" in (await this.read(location, from)));
  }

  async #readFar({ at, target: { uri, location, nearby } }: Link): Promise<void> {
    const from = at.document.source.path;
    if (this.identities.find(uri)) return;
    for (const candidate of this.#candidates) await this.read(candidate, from);
    if (this.identities.find(uri)) return;
    for (const each of [location, nearby]) {
      if (each === undefined || !isWebLocation(each)) continue;
      if (!("problem" in (await this.read(each, from)))) return;
    }
  }

  #noteUri(uri: string, location: string): void {
    this.uris.add(uri);
    this.#connect(uri, location);
  }

  #connect(one: string, other: string): void {
    const neighboursOf = (node: string) => this.neighbours.get(node) ?? new Set();
    this.neighbours.set(one, neighboursOf(one).add(other));
    this.neighbours.set(other, neighboursOf(other).add(one));
  }
}
