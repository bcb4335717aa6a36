import { findTarget, type Target } from "../model/find-document.js";
import type { LoadedArazzo, LooseReference } from "../model/loaded.js";
import { selfOf, uriOf } from "../model/schema-resources.js";
import { rulesOf } from "../model/versions.js";
import { child, itemsOf, type LoadedDocument, type Located, rootOf } from "../source/located.js";
import { collectSources, type FindSource, isArazzo } from "./collect-sources.js";
import type { DocumentGraph, Link } from "./document-graph.js";
import { shownName } from "./read/read-source-text.js";

/** Finds what Arazzo documents refer to: their sources, and the files that `$ref`s name. */
export class ArazzoLoader {
  readonly #graph: DocumentGraph;
  /** By the documents whose sources were followed. */
  readonly #sources = new Map<LoadedDocument, readonly Link[]>();
  /** By the documents whose `$ref`s were followed. */
  readonly #references = new Map<LoadedDocument, readonly Link[]>();
  readonly #entries = new Set<string>();

  constructor(graph: DocumentGraph) {
    this.#graph = graph;
  }

  addEntry(document: LoadedDocument): readonly Link[] {
    this.#entries.add(document.source.path);
    return this.#followArazzo(document);
  }

  /** Everything that was found, each document once. */
  get loaded(): readonly LoadedArazzo[] {
    const documents = new Map([...this.#sources.keys()].map((each) => [each.source.path, each]));
    return [...documents.values()].map((document) => {
      const links = new Map(this.#sources.get(document)?.map((link) => [link.at.value, link]));
      const find: FindSource = (url) => this.#findSource(links.get(url.value)?.target, url);
      return {
        document,
        isEntry: this.#entries.has(document.source.path),
        ...collectSources(sourceDescriptionsOf(document), find),
        looseReferences: rulesOf(document).hasLaterFields ? this.#looseReferencesIn(document) : [],
      };
    });
  }

  #followArazzo(document: LoadedDocument): readonly Link[] {
    if (this.#sources.has(document)) return [];
    const { path: from } = document.source;
    const base = uriOf(document);
    const urls = sourceDescriptionsOf(document).flatMap((entry) => child(entry, "url") ?? []);
    const links = urls.flatMap((at) =>
      typeof at.value === "string"
        ? this.#graph.link(at, { url: at.value, base, from }, (found) => this.#followSource(found))
        : [],
    );
    this.#sources.set(document, links);
    return [...this.#followReferences(document), ...links];
  }

  #followSource(document: LoadedDocument): readonly Link[] {
    return isArazzo(document.value)
      ? this.#followArazzo(document)
      : this.#followReferences(document);
  }

  #followReferences(document: LoadedDocument): readonly Link[] {
    if (this.#references.has(document)) return [];
    const { path: from } = document.source;
    const references = this.#graph.names.get(document)?.references ?? [];
    const links = references.map(({ at, file: url, base }) =>
      this.#graph.link(child(at, "$ref") ?? at, { url, base, from }, (found) =>
        this.#followReferences(found),
      ),
    );
    this.#references.set(document, links);
    return links;
  }

  #findSource(target: Target | undefined, url: Located): ReturnType<FindSource> {
    const found = target && findTarget(target, this.#graph);
    if (found) {
      const { document } = found;
      return { document, problems: this.#graph.problems.get(document) ?? [] };
    }
    const tried = [target?.mapped ?? target?.location, target?.nearby].flatMap((location) => {
      const source = this.#graph.sources.get(location ?? "");
      if (location === undefined || !source || !("problem" in source)) return [];
      return { looked: shownName(location), problem: source.problem };
    });
    const [first, ...others] = tried;
    if (!first) return { looked: String(url.value), problem: "it is not a file location" };
    const further = others.map(({ looked, problem }) => `, and ${looked}: ${problem}`);
    return { looked: first.looked, problem: first.problem + further.join("") };
  }

  #looseReferencesIn(document: LoadedDocument): readonly LooseReference[] {
    const links = [
      ...(this.#sources.get(document) ?? []),
      ...(this.#references.get(document) ?? []),
    ];
    return links.flatMap(({ at, target }) => {
      const found = findTarget(target, this.#graph);
      if (!found || !this.#isLoose(target, found)) return [];
      return { at, uri: target.uri, document: found.document };
    });
  }

  /** True if only the location of the reference leads to the document, and not the URI that it has. */
  #isLoose({ uri, mapped, location }: Target, { document, path }: Located): boolean {
    if (path.length > 0) return false;
    if (selfOf(document)) return uriOf(document) !== uri;
    const { documents, identities } = this.#graph;
    const isThere = [mapped, location].some((each) => documents.get(each ?? "") === document);
    return !isThere && identities.find(uri)?.document !== document;
  }
}

function sourceDescriptionsOf(document: LoadedDocument): readonly Located[] {
  const list = child(rootOf(document), "sourceDescriptions");
  return list ? itemsOf(list) : [];
}
