import { showViolations } from "./check-type.js";
import {
  isJson,
  type MadeResponse,
  parseJson,
  responseOf,
  schemaOf,
  statusesOf,
  validityOf,
} from "./declared-response.js";
import { findAbsentInUrl, isTyped, newViolations } from "./end-of-run.js";
import { inputsOf } from "./inputs-of.js";
import { changedAt, valueAt } from "./json-pointer.js";
import { type Fullness, ValueMaker } from "./make-value.js";
import type { PlainRun } from "./plain-run.js";
import { Random } from "./random.js";
import type { Ended, SentRequest, WorkflowRunner } from "./workflow-runner.js";

/** One run with random valid responses. */
export interface RandomRun {
  readonly seed: string;
  readonly end: "outcome" | "typed error" | "false alarm" | "exception";
  /** Values of other types, in words. */
  readonly violations: readonly string[];
  readonly absentInUrl: string | undefined;
  readonly error: unknown;
}

/** How the responses of a run are chosen. */
interface Style {
  readonly fullness: Fullness;
  readonly isWild: boolean;
  /** The share of responses with another declared status than that of the plain run. */
  readonly otherStatuses: number;
  /** The share of responses with the values that let the workflow go on. */
  readonly faithful: number;
}

const fullnesses = ["all", "some", "required", "all"] as const;
/** Attempts at a valid value. */
const attempts = 6;

/** Runs a workflow with random valid responses. Runs in which no valid response was found are left out. */
export async function measureRandom(
  runner: WorkflowRunner,
  plain: PlainRun,
  count: number,
): Promise<readonly RandomRun[]> {
  const { workflow, settings, ended } = plain;
  const runs: RandomRun[] = [];
  for (let index = 0; index < count; index += 1) {
    const seed = `${runner.folder.name} ${workflow.functionName} ${index}`;
    const style: Style = {
      fullness: fullnesses[index % fullnesses.length] ?? "all",
      isWild: index % 2 === 1,
      ...(index % 3 === 0
        ? { otherStatuses: 0.12, faithful: 0.7 }
        : { otherStatuses: 0.04, faithful: 0.97 }),
    };
    const random = new Random(seed);
    let areValid = true;
    const respond = (sent: SentRequest): MadeResponse => {
      const response = randomResponse(sent, random, style);
      areValid &&= validityOf(sent.api, sent.operation, response) === "valid";
      return response;
    };
    const inputs = index % 5 === 4 ? inputsOf(workflow, runner.types, true) : plain.inputs;
    const run = await runner.run(workflow, inputs, { ...settings, respond });
    if (!areValid) continue;
    const wrong = newViolations(ended, run);
    runs.push({
      seed,
      end: endOf(run),
      violations: showViolations(runner.types.checker, [...wrong.sent, ...wrong.ended]),
      absentInUrl: findAbsentInUrl(ended, run),
      error: run.error,
    });
  }
  return runs;
}

function endOf({ error }: Ended): RandomRun["end"] {
  if (error === undefined) return "outcome";
  if (!isTyped(error)) return "exception";
  const isAlarm = /^Unexpected(Response|Input)Error$/.test(String(valueAt(error, "/name")));
  return isAlarm ? "false alarm" : "typed error";
}

/** A valid response, if one was found. */
function randomResponse(
  { api, operation, response: plain, wished }: SentRequest,
  random: Random,
  { fullness, isWild, otherStatuses, faithful }: Style,
): MadeResponse {
  const response = random.chance(otherStatuses) ? otherResponse() : plain;
  const contentType = response.headers["content-type"];
  const declared = responseOf(api, operation, response.status);
  const schema = declared && schemaOf(api, declared, contentType);
  if (!schema || !isJson(contentType)) return response;
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
  return response === plain ? plain : withBody(parseJson(plain.body ?? "")?.root ?? null);

  function otherResponse(): MadeResponse {
    const status = random.pick(statusesOf(api, operation)) ?? plain.status;
    const part = responseOf(api, operation, status);
    if (!part) return plain;
    const [type] = api.description.members(part, "content")[0] ?? [];
    const { "content-type": _, ...headers } = plain.headers;
    if (type === undefined) return { status, headers, body: undefined };
    const contentType = type.replace("*", "plain");
    return { status, headers: { ...headers, "content-type": contentType }, body: "text" };
  }
}

function withWishes(
  value: unknown,
  wishes: readonly (readonly [pointer: string, value: unknown])[],
): unknown {
  return wishes.reduce<unknown>((body, [pointer, wished]) => {
    const changed = changedAt(body, pointer, (owner, key) => Reflect.set(owner, key, wished));
    return changed ? changed.root : body;
  }, value);
}
