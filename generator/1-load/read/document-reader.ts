import { isWebLocation } from "../../source/location.js";
import type { SourceText } from "../../source/source-text.js";
import type { ParsedFile } from "../parse/parse-document.js";
import { fetchSourceText } from "./fetch-source-text.js";
import { decodeText, readSourceText } from "./read-source-text.js";

export interface ReaderOptions {
  /** Whether what has a URL of https is fetched; otherwise only files are read. */
  readonly fetch?: boolean | undefined;
  /** The texts of files that are not on the disk, or differ from what is there, by absolute path. */
  readonly texts?: ReadonlyMap<string, string> | undefined;
  /** What earlier compilations have left, and this one leaves; `{}` at first. */
  readonly kept?: KeptDocuments | undefined;
}

/** Documents are parsed again only if their texts have changed, and never fetched again. */
export interface KeptDocuments {
  /** By location. */
  parsed?: ReadonlyMap<string, ParsedFile>;
}

/** Why there is no text. */
interface Unreadable {
  readonly problem: string;
}

/** How many documents are fetched at most; one can name any number of others. */
const mostFetched = 100;

/** Reads and parses each document once. */
export class DocumentReader {
  readonly #options: ReaderOptions;
  readonly #texts = new Map<string, Promise<SourceText | Unreadable>>();
  readonly #results = new Map<string, Promise<ParsedFile | Unreadable>>();
  readonly #parsed = new Map<string, ParsedFile>();
  readonly #neighbours = new Map<string, Set<string>>();
  #fetched = 0;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  /** What could be read, by location. */
  get parsed(): ReadonlyMap<string, ParsedFile> {
    return this.#parsed;
  }

  /** The locations of all that was read or looked for. */
  get locations(): readonly string[] {
    return [...this.#results.keys()];
  }

  hasRead(location: string): boolean {
    return this.#results.has(location);
  }

  /** What each location names, or is named by; and the one that it was redirected to. */
  get neighbours(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#neighbours;
  }

  /** @param from the location of the document that names it; undefined for one that was given */
  read(location: string, from?: string): Promise<ParsedFile | Unreadable> {
    if (from !== undefined) this.#connect(location, from);
    const known = this.#results.get(location);
    if (known) return known;
    const result = this.#readOnce(location, from);
    this.#results.set(location, result);
    return result;
  }

  /** The text at a location, without parsing it. */
  readText(location: string, from = ""): Promise<SourceText | Unreadable> {
    const known = this.#texts.get(location);
    if (known) return known;
    const text = this.#readTextOnce(location, from);
    this.#texts.set(location, text);
    return text;
  }

  async #readOnce(location: string, from?: string): Promise<ParsedFile | Unreadable> {
    const source = await this.readText(location, from);
    if ("problem" in source) return source;
    if (source.path !== location) this.#connect(location, source.path);
    const before = this.#options.kept?.parsed?.get(location);
    const file = before?.document.source.text === source.text ? before : await parse(source);
    this.#parsed.set(location, file);
    return file;
  }

  /** Whether the text at a location can only come from the network. */
  wouldFetch(location: string): boolean {
    const { kept, fetch = false, texts } = this.#options;
    const isThere = texts?.has(location) || kept?.parsed?.has(location);
    return fetch && isWebLocation(location) && !isThere;
  }

  async #readTextOnce(location: string, from: string): Promise<SourceText | Unreadable> {
    const { kept, fetch, texts } = this.#options;
    const text = texts?.get(location);
    if (text !== undefined) return decodeText(location, Buffer.from(text));
    if (!isWebLocation(location)) return readSourceText(location);
    if (!fetch) {
      return { problem: "fetching over the network needs --fetch" };
    }
    const before = kept?.parsed?.get(location);
    if (before) return before.document.source;
    this.#fetched += 1;
    if (this.#fetched > mostFetched)
      return { problem: `more than ${mostFetched} documents would be fetched` };
    return fetchSourceText(location, from);
  }

  #connect(one: string, other: string): void {
    const neighboursOf = (location: string) => this.#neighbours.get(location) ?? new Set();
    this.#neighbours.set(one, neighboursOf(one).add(other));
    this.#neighbours.set(other, neighboursOf(other).add(one));
  }
}

/** The parser is loaded when there is something to parse. */
async function parse(source: SourceText): Promise<ParsedFile> {
  const { parseDocument } = await import("../parse/parse-document.js");
  return parseDocument(source);
}
