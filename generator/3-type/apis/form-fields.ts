import type { DeclaredField } from "../../model/linked-operation.js";
import { isJson } from "../../model/media-types.js";
import type { FormField, ParameterStyle, RequestBodyKind } from "../../model/typed.js";

/**
 * If a field has `style`, `explode` or `allowReserved`, it is written like a query parameter and `contentType` is
 * ignored.
 * @see https://spec.openapis.org/oas/v3.1.1.html#encoding-object
 */
export function formFields(
  kind: RequestBodyKind,
  fields: readonly DeclaredField[],
): readonly FormField[] {
  if (kind !== "form" && kind !== "multipart") return [];
  return fields.flatMap(({ name, style, explode, allowReserved, contentType }): FormField[] => {
    const isStyled = style !== undefined || explode !== undefined || allowReserved;
    if (!isStyled) {
      const isJsonField = kind === "form" && contentType !== undefined && isJson(contentType);
      const type = kind === "multipart" && isOneType(contentType) ? contentType : undefined;
      if (!isJsonField && type === undefined) return [];
      const own = isJsonField ? ("json" as const) : undefined;
      return [{ name, style: own, explode: false, allowReserved: false, contentType: type }];
    }
    const known = queryStyle(style) ?? "form";
    const isExploded = explode ?? known === "form";
    return [{ name, style: known, explode: isExploded, allowReserved, contentType: undefined }];
  });
}

/** Not a list of media types, and not a range. */
function isOneType(contentType: string | undefined): boolean {
  return contentType !== undefined && /^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/.test(contentType);
}

/** `collectionFormat` of OpenAPI 2.0 allows these in every place. */
export const delimitedStyles: readonly ParameterStyle[] = [
  "spaceDelimited",
  "pipeDelimited",
  "tabDelimited",
];

export const queryStyles: readonly ParameterStyle[] = ["form", "deepObject", ...delimitedStyles];

/** Undefined for an unknown style. */
function queryStyle(style: string | undefined): ParameterStyle | undefined {
  return queryStyles.find((each) => each === style);
}
