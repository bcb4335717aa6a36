import { selfOf, uriOf } from "../../model/schema-resources.js";
import { type ResolvedRead, type ResolverOptions, reportMisplaced } from "./resolved-read.js";

/** Resolves `$self` to the URI of the document, if the URI is the same wherever the file is. */
export function resolveSelf(options: ResolverOptions): ResolvedRead | undefined {
  const { document } = options.scope.arazzo;
  const self = selfOf(document);
  const fix = "write $self with an absolute URI at the top of the document";
  if (!self) return reportMisplaced(options, "the document has no $self", fix);
  const uri = uriOf(document);
  if (uri.startsWith("file:")) {
    const problem = "the $self of the document is relative to the location of the file";
    return reportMisplaced(options, problem, fix);
  }
  const written = String(self.value);
  return { meaning: { kind: "constant", value: URL.canParse(written) ? written : uri } };
}
