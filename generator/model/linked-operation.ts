import type { Located } from "../source/located.js";
import type { SecurityRequirement } from "./linked-security.js";

export interface LinkedOperation {
  readonly operationId: string;
  readonly at: Located;
  /**
   * The OpenAPI Object of the entry document, which declares the names that the operation uses, even if the operation
   * is in another file.
   * @see https://spec.openapis.org/oas/v3.1.1.html#resolving-implicit-connections
   */
  readonly description: Located;
  /** As it is sent: in upper case, except in `additionalOperations`. */
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly DeclaredParameter[];
  readonly requestBody: DeclaredBody | undefined;
  /** By status (`200`), class of statuses (`4XX`) or `default`. */
  readonly responses: ReadonlyMap<string, DeclaredResponse>;
  /** Alternatives; empty if no authentication is needed, undefined if the description has no `security` field. */
  readonly security: readonly SecurityRequirement[] | undefined;
  /** The first Server Object of the operation, or else of its path or of the description. */
  readonly server: Located | undefined;
}

/** `querystring` is the whole query of the URL. */
export type ParameterPlace = "path" | "query" | "querystring" | "header" | "cookie";

export interface DeclaredParameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  readonly at: Located;
  /** The schema of the parameter or of its `content`. */
  readonly schema: Located | undefined;
  /** The media type of its `content`. */
  readonly contentType: string | undefined;
  /** As declared; the default depends on `in`. */
  readonly style: string | undefined;
  readonly explode: boolean | undefined;
  readonly allowReserved: boolean;
  /** The fields of a form whose encoding is declared; only for a whole query. */
  readonly fields: readonly DeclaredField[];
}

export interface DeclaredBody {
  readonly at: Located;
  readonly required: boolean;
  /** The schema of each media type. */
  readonly content: ReadonlyMap<string, Located | undefined>;
  /** The fields of a form whose encoding is declared, by media type. */
  readonly fields: ReadonlyMap<string, readonly DeclaredField[]>;
}

/** How a field of a form is encoded. */
export interface DeclaredField {
  readonly name: string;
  /** As declared. */
  readonly style: string | undefined;
  readonly explode: boolean | undefined;
  readonly allowReserved: boolean;
  readonly contentType: string | undefined;
}

export interface DeclaredResponse {
  readonly at: Located;
  readonly content: ReadonlyMap<string, Located | undefined>;
}
