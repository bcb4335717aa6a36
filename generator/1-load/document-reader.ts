import { isWebLocation } from "../source/location.js";
import { fetchSourceText } from "./fetch-source-text.js";
import { type ParsedFile, parseDocument } from "./parse-document.js";
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

/** How many documents are fetched at most; one can name any number of others. */
const mostFetched = 100;

/** Reads and parses each document once. */
export class DocumentReader {
  readonly #options: ReaderOptions;
  readonly #results = new Map<string, Promise<ParsedFile | { problem: string }>>();
  readonly #parsed = new Map<string, ParsedFile>();
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

  /** @param from the location of the document that names it */
  read(location: string, from: string): Promise<ParsedFile | { problem: string }> {
    const known = this.#results.get(location);
    if (known) return known;
    const result = this.#readOnce(location, from);
    this.#results.set(location, result);
    return result;
  }

  async #readOnce(location: string, from: string): Promise<ParsedFile | { problem: string }> {
    const { kept, fetch } = this.#options;
    const before = kept?.parsed?.get(location);
    const isFetched = before !== undefined && fetch === true && isWebLocation(location);
    const source = isFetched ? before.document.source : await this.#readText(location, from);
    if ("problem" in source) return source;
    const isSame = before?.document.source.text === source.text;
    const file = isSame ? before : parseDocument(source);
    this.#parsed.set(location, file);
    return file;
  }

  async #readText(location: string, from: string) {
    const text = this.#options.texts?.get(location);
    if (text !== undefined) return decodeText(location, Buffer.from(text));
    if (!isWebLocation(location)) return readSourceText(location);
    if (!this.#options.fetch) {
      return { problem: "nothing is fetched from the network unless --fetch allows it" };
    }
    this.#fetched += 1;
    if (this.#fetched > mostFetched)
      return { problem: `${mostFetched} others were fetched before` };
    return fetchSourceText(location, from);
  }
}
