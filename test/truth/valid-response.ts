import type { Operation } from "../corpus/server/list-operations.js";
import type { Wish } from "../corpus/server/make-response.js";
import {
  isJson,
  type MadeResponse,
  responseOf,
  schemaOf,
  type TestedApi,
  validityOf,
} from "./declared-response.js";
import { changedAt } from "./json-pointer.js";
import { type Fullness, ValueMaker } from "./make-value.js";
import type { Random } from "./random.js";

export interface ValueStyle {
  readonly fullness: Fullness;
  readonly isWild: boolean;
  /** The share of responses with the values that let the workflow go on. */
  readonly faithful: number;
}

interface ToAnswer {
  readonly api: TestedApi;
  readonly operation: Operation;
  readonly response: MadeResponse;
  /** Values in the response that let the workflow go on. */
  readonly wished: Wish["values"];
}

/** Attempts at a valid value. */
const attempts = 6;

/** The same response with a random body that its schema allows; `undefined` if none was found, or if it is not JSON. */
export function withValidBody(
  { api, operation, response, wished }: ToAnswer,
  random: Random,
  { fullness, isWild, faithful }: ValueStyle,
): MadeResponse | undefined {
  const contentType = response.headers["content-type"];
  const declared = responseOf(api, operation, response.status);
  const schema = declared && schemaOf(api, declared, contentType);
  if (!schema || !isJson(contentType)) return undefined;
  const withBody = (value: unknown) => ({ ...response, body: JSON.stringify(value) });
  const isValid = (value: unknown) => validityOf(api, operation, withBody(value)) === "valid";
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    // Values without optional members are valid more often.
    const isLast = attempt > attempts / 2;
    const maker = new ValueMaker(
      api.description,
      random,
      isLast ? "required" : fullness,
      isWild && !isLast,
    );
    const value = maker.make(schema);
    if (!isValid(value)) continue;
    const better = random.chance(faithful) ? withWishes(value, wished) : value;
    return withBody(isValid(better) ? better : value);
  }
  return undefined;
}

function withWishes(value: unknown, wishes: Wish["values"]): unknown {
  return wishes.reduce<unknown>((body, [pointer, wished]) => {
    const changed = changedAt(body, pointer, (owner, key) => Reflect.set(owner, key, wished));
    return changed ? changed.root : body;
  }, value);
}
