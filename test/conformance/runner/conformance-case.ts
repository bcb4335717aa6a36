/** The content of `case.yaml`, as `case.schema.json` describes it. */

export interface CaseFile {
  readonly shows: readonly string[];
  readonly note?: string;
  readonly documents?: readonly string[];
  /** Files by the absolute URIs that the documents refer to. */
  readonly map?: Readonly<Record<string, string>>;
  readonly workflow?: string;
  readonly runs: readonly RunFile[];
}

export interface RunFile {
  readonly name: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly exchanges?: readonly Exchange[];
  readonly anyOrder?: boolean;
  readonly end: "success" | "failure" | "ended" | "refused" | "invalid";
  readonly outputs?: Readonly<Record<string, unknown>>;
}

export interface Exchange {
  readonly request: ExpectedRequest;
  /** Seconds. */
  readonly after?: number;
  readonly response: GivenResponse | "hang" | "close";
}

export interface ExpectedRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Pairs | string;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: ExpectedBody | null;
}

/** Values by name. */
export type Pairs = Readonly<Record<string, string | readonly string[]>>;

export type Body =
  | { readonly json: unknown }
  | { readonly text: string }
  | { readonly xml: string };

export type ExpectedBody = Body | { readonly form: Pairs } | { readonly multipart: Pairs };

export interface GivenResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Body;
  /** Seconds. */
  readonly delay?: number;
}

/** A folder of `cases/`. */
export interface ConformanceCase extends CaseFile {
  /** Such as `retry/limit-default`. */
  readonly id: string;
  readonly area: string;
  /** The absolute paths of the Arazzo documents; the first is the entry document. */
  readonly paths: readonly [string, ...string[]];
  /** The absolute paths of the files of `map`, by URI. */
  readonly files: ReadonlyMap<string, string>;
}

/** What passes or fails. */
export interface ConformanceRun extends RunFile {
  /** Such as `retry/limit-default: the retry succeeds`. */
  readonly id: string;
  readonly case: ConformanceCase;
}

/** How a tool has ended a run. */
export interface Ended {
  readonly end: "success" | "failure" | "refused";
  /** For people. */
  readonly reason?: string;
  /** Undefined if the tool does not report them. */
  readonly outputs?: Readonly<Record<string, unknown>>;
}
