import type { DeclaredResponse, LinkedOperation } from "../2-link/linked-operation.js";
import type { Located } from "../source/located.js";
import { isJson, responseKind } from "./media-types.js";
import type { ResponseBodyKind } from "./typed.js";

type Resolve = (reference: Located) => Located | undefined;

/** What is read of a response. */
export interface ReadContent {
  readonly status: string;
  readonly kind: ResponseBodyKind;
  /** The media type that was chosen of several. */
  readonly accept: string | undefined;
  /** Of JSON, and of a form. */
  readonly schema: Located | undefined;
  readonly at: Located;
}

/** How the responses of an operation are read. */
export function readContents(
  { method, responses }: LinkedOperation,
  resolve: Resolve,
): readonly ReadContent[] {
  return [...responses].map(([status, response]) => {
    const hasNone = method === "HEAD" || /^(1..|204|205|304)$/.test(status);
    const content = hasNone ? undefined : readContent(response, resolve);
    // An error has something to say, even where the description does not tell what.
    const kind = hasNone || /^[123]/.test(status) ? "none" : "unknown";
    return {
      status,
      at: response.at,
      ...(content ?? { kind, accept: undefined, schema: undefined }),
    };
  });
}

/** JSON is read where there is a choice; without it the first of what is declared. */
function readContent({ content }: DeclaredResponse, resolve: Resolve) {
  const all = [...content];
  const [mediaType, schema] = all.find(([each]) => isJson(each)) ?? all[0] ?? [];
  if (mediaType === undefined) return undefined;
  const kind = responseKind(mediaType, schema, resolve);
  const isChosen = all.length > 1 && !mediaType.includes("*");
  return {
    kind,
    accept: isChosen ? mediaType : undefined,
    schema: kind === "json" || kind === "form" ? schema : undefined,
  };
}
