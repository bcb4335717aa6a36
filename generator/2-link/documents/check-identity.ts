import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { DocumentGroup, LoadedArazzo } from "../../model/loaded.js";
import { selfOf, uriOf } from "../../model/schema-resources.js";
import { rulesOf } from "../../model/versions.js";
import { type LoadedDocument, placeOf, rootOf } from "../../source/located.js";
import type { FieldReader } from "./read-fields.js";

/** @see https://spec.openapis.org/arazzo/v1.1.0.html#arazzo-specification-object */
export function checkSelf(fields: FieldReader): void {
  const self = fields.text("$self");
  if (self === undefined || isUriReference(self)) return;
  fields.reportKind("$self", "a URI without a fragment");
}

/** False for a URI with a fragment. */
function isUriReference(text: string): boolean {
  const hasOnlyAllowed = /^(?:[\w\-.~:/?[\]@!$&'()*+,;=]|%[\da-f]{2})*$/i.test(text);
  // Without a scheme, a colon in the first segment would end one.
  const isAmbiguous = /^[^/?]*:/.test(text) && !/^[a-z][a-z\d+.-]*:/i.test(text);
  return hasOnlyAllowed && !isAmbiguous && URL.canParse(text, "https://example.com/");
}

/** Reports documents that have the URI of another document. Copies of one document may have the same. */
export function reportSameUris(group: DocumentGroup, diagnostics: Diagnostics): void {
  if (!group.arazzoDocuments.some(({ document }) => rulesOf(document).hasLaterFields)) return;
  const all = group.locations.flatMap((location) => group.documents.get(location) ?? []);
  const byUri = new Map<string, LoadedDocument>();
  for (const document of all.sort(byPath)) {
    const uri = uriOf(document);
    const other = byUri.get(uri);
    if (!other) byUri.set(uri, document);
    if (!other || other.source.text === document.source.text) continue;
    const [self, taken] = selfOf(document) ? [document, other] : [other, document];
    const declared = selfOf(self);
    if (!declared) continue;
    const related = [
      { message: "another document has this URI", place: placeOf(selfOf(taken) ?? rootOf(taken)) },
    ];
    diagnostics.report("duplicate-id", placeOf(declared), { what: "$self", id: uri }, related);
  }
}

function byPath({ source: a }: LoadedDocument, { source: b }: LoadedDocument): number {
  return a.path < b.path ? -1 : 1;
}

/** @see https://spec.openapis.org/arazzo/v1.1.0.html#identity-based-referencing */
export function reportLooseReferences(
  { document, looseReferences }: LoadedArazzo,
  diagnostics: Diagnostics,
): void {
  for (const { at, uri, document: found } of looseReferences) {
    const { name } = found.source;
    const reference = String(at.value);
    const [base, self] = [uriOf(document), uriOf(found)];
    // Two documents with one URI are reported as such.
    if (base === self) continue;
    if (selfOf(found)) {
      const parameters = { reference, self, name };
      diagnostics.report("reference-by-location", placeOf(at), parameters);
    } else {
      const parameters = { reference, uri, base, name };
      diagnostics.report("reference-not-mapped", placeOf(at), parameters);
    }
  }
}
