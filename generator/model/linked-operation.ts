import type { Located } from "../source/located.js";
import type { SecurityRequirement } from "./linked-security.js";

/** An OpenAPI Operation Object with its references followed. */
export interface LinkedOperation {
  readonly operationId: string;
  readonly at: Located;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly DeclaredParameter[];
  readonly requestBody: DeclaredBody | undefined;
  /** By status (`200`), class of statuses (`4XX`) or `default`. */
  readonly responses: ReadonlyMap<string, DeclaredResponse>;
  /** Alternatives; none if nothing is asked for, undefined if the description says nothing of it. */
  readonly security: readonly SecurityRequirement[] | undefined;
  /** The first Server Object of the operation, its path or the description. */
  readonly server: Located | undefined;
}

export type ParameterPlace = "path" | "query" | "header" | "cookie";

export interface DeclaredParameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  readonly at: Located;
  /** That of its `content`, if it has one. */
  readonly schema: Located | undefined;
  /** The media type of its `content`. */
  readonly contentType: string | undefined;
  /** As it is declared; the place of the parameter decides what is not. */
  readonly style: string | undefined;
  readonly explode: boolean | undefined;
  readonly allowReserved: boolean;
}

export interface DeclaredBody {
  readonly at: Located;
  readonly required: boolean;
  /** The schema of each media type; undefined where the description gives none. */
  readonly content: ReadonlyMap<string, Located | undefined>;
}

export interface DeclaredResponse {
  readonly at: Located;
  readonly content: ReadonlyMap<string, Located | undefined>;
}
