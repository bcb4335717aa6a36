import type { Unreadable } from "../../model/loaded.js";
import { isWebLocation } from "../../source/location.js";
import type { SourceText } from "../../source/source-text.js";
import type { ParsedFile } from "../parse/parse-document.js";
import { fetchSourceText } from "./fetch-source-text.js";
import { decodeText, readSourceText } from "./read-source-text.js";

export interface ReaderOptions {
  /** Allows fetching documents over HTTPS; otherwise only files are read. */
  readonly fetch?: boolean | undefined;
  /** The texts of files that do not exist on disk or differ from disk, by absolute path. */
  readonly texts?: ReadonlyMap<string, string> | undefined;
}

/** Parsed documents by location. */
export type ParsedFiles = ReadonlyMap<string, ParsedFile>;

/** A document can name any number of others, so the number of fetched documents is limited. */
const mostFetched = 100;

/** Reads and parses each document once. */
export class DocumentReader {
  readonly #options: ReaderOptions;
  readonly #earlier: ParsedFiles;
  readonly #texts = new Map<string, Promise<SourceText | Unreadable>>();
  readonly #results = new Map<string, Promise<ParsedFile | Unreadable>>();
  readonly #parsed = new Map<string, ParsedFile>();
  #fetched = 0;

  /** @param earlier documents that are parsed again only if their text has changed, and never fetched again */
  constructor(options: ReaderOptions, earlier: ParsedFiles = new Map()) {
    this.#options = options;
    this.#earlier = earlier;
  }

  get parsed(): ParsedFiles {
    return this.#parsed;
  }

  /** @param from the location of the document that names this one; undefined for an entry */
  read(location: string, from?: string): Promise<ParsedFile | Unreadable> {
    return getOrAdd(this.#results, location, () => this.#parse(location, from));
  }

  readText(location: string, from = ""): Promise<SourceText | Unreadable> {
    return getOrAdd(this.#texts, location, () => this.#readTextOnce(location, from));
  }

  /** False for a document that an earlier compilation fetched. */
  wouldFetch(location: string): boolean {
    const { fetch = false, texts } = this.#options;
    const isKnown = texts?.has(location) || this.#earlier.has(location);
    return fetch && isWebLocation(location) && !isKnown;
  }

  async #parse(location: string, from?: string): Promise<ParsedFile | Unreadable> {
    const source = await this.readText(location, from);
    if ("problem" in source) return source;
    const before = this.#earlier.get(location);
    const file = before?.document.source.text === source.text ? before : await parse(source);
    this.#parsed.set(location, file);
    return file;
  }

  async #readTextOnce(location: string, from: string): Promise<SourceText | Unreadable> {
    const { fetch, texts } = this.#options;
    const text = texts?.get(location);
    if (text !== undefined) return decodeText(location, Buffer.from(text));
    if (!isWebLocation(location)) return readSourceText(location);
    if (!fetch) {
      return { problem: "fetching over the network needs --fetch" };
    }
    const before = this.#earlier.get(location);
    if (before) return before.document.source;
    this.#fetched += 1;
    if (this.#fetched > mostFetched)
      return { problem: `more than ${mostFetched} documents would be fetched` };
    return fetchSourceText(location, from);
  }
}

function getOrAdd<Value>(values: Map<string, Value>, key: string, create: () => Value): Value {
  const value = values.get(key) ?? create();
  values.set(key, value);
  return value;
}

/** The parser is loaded only when there is something to parse. */
async function parse(source: SourceText): Promise<ParsedFile> {
  const { parseDocument } = await import("../parse/parse-document.js");
  return parseDocument(source);
}
