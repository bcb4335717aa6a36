import { type LoadedDocument, type Located, rootOf } from "../source/located.js";
import { isWebLocation, locationOf, type SourceMap, urlOf } from "../source/location.js";
import type { DocumentNames, SchemaResource } from "./schema-resources.js";

/** A reference to another document. */
export interface DocumentReference {
  readonly url: string;
  /** The absolute URI that the reference is relative to. */
  readonly base: string;
  /** The location of the document that contains the reference. */
  readonly from: string;
}

/** The places where the document that a reference names may be. */
export interface Target {
  /** The absolute URI that the reference resolves to, without a fragment; undefined if there is none. */
  readonly uri: string | undefined;
  /** The file to read in place of the URL. */
  readonly mapped: string | undefined;
  /** The location of the URI; undefined if it is neither a file nor on the web. */
  readonly location: string | undefined;
  /** The location that the reference names from that of its document, if a `$self` or an `$id` leads to another. */
  readonly nearby: string | undefined;
}

/** Never throws. A web document cannot refer to files. */
export function targetOf({ url, base, from }: DocumentReference, map: SourceMap): Target {
  const [written = ""] = url.split("#");
  const nearby = locationOf(written, from);
  const isPlain = base === urlOf(from);
  const uri = isPlain && nearby !== undefined ? urlOf(nearby) : absoluteUri(written, base, from);
  const moved = uri === undefined ? undefined : locationOf(uri, from);
  const location = isPlain ? nearby : moved;
  return {
    uri,
    mapped: map.get(url) ?? map.get(written) ?? map.get(uri ?? ""),
    location,
    nearby: nearby === location ? undefined : nearby,
  };
}

function absoluteUri(written: string, base: string, from: string): string | undefined {
  if (!URL.canParse(written, base)) return undefined;
  const { href, protocol } = new URL(written, base);
  return protocol === "file:" && isWebLocation(from) ? undefined : href;
}

/** Where documents are found. */
export interface KnownDocuments {
  /** By location. */
  readonly documents: ReadonlyMap<string, LoadedDocument>;
  readonly identities: Identities;
}

/** The document or schema that a reference leads to: the one with its URI, or else the one at its location. */
export function findTarget(
  { uri, mapped, location, nearby }: Target,
  { documents, identities }: KnownDocuments,
): Located | undefined {
  const locations = mapped === undefined ? [location, nearby] : [mapped];
  const identified = mapped === undefined ? identities.find(uri) : undefined;
  const found = locations.flatMap((each) => documents.get(each ?? "") ?? []);
  return identified ?? found.map(rootOf)[0];
}

/** Documents and schemas by the URIs that they give themselves. */
export class Identities {
  readonly #resources = new Map<string, SchemaResource>();

  /** The first document with a URI keeps it. */
  add(document: LoadedDocument, { resources }: DocumentNames): void {
    for (const [uri, resource] of resources) {
      if (this.#resources.has(uri) || !mayHave(document, resource)) continue;
      this.#resources.set(uri, resource);
    }
  }

  find(uri: string | undefined): Located | undefined {
    return uri === undefined ? undefined : this.#resources.get(uri)?.root;
  }
}

/** A fetched document must not take the place of a document of another host. */
function mayHave({ source: { path } }: LoadedDocument, { root, uri }: SchemaResource): boolean {
  const isSchema = root.path.length > 0;
  return isSchema || !isWebLocation(path) || new URL(path).origin === new URL(uri).origin;
}
