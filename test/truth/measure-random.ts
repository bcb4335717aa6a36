import { showViolations } from "./check-type.js";
import {
  isJson,
  type MadeResponse,
  responseOf,
  statusesOf,
  validityOf,
} from "./declared-response.js";
import { findAbsentInUrl, isTyped, newViolations } from "./end-of-run.js";
import { inputsOf } from "./inputs-of.js";
import { valueAt } from "./json-pointer.js";
import type { PlainRun } from "./plain-run.js";
import { Random } from "./random.js";
import { type ValueStyle, withValidBody } from "./valid-response.js";
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
interface Style extends ValueStyle {
  /** The share of responses with another declared status than that of the plain run. */
  readonly otherStatuses: number;
}

const fullnesses = ["all", "some", "required", "all"] as const;

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
function randomResponse(sent: SentRequest, random: Random, style: Style): MadeResponse {
  const { api, operation, response: plain } = sent;
  const response = random.chance(style.otherStatuses) ? otherResponse() : plain;
  return withValidBody({ ...sent, response }, random, style) ?? response;

  function otherResponse(): MadeResponse {
    const status = random.pick(statusesOf(api, operation)) ?? plain.status;
    const part = responseOf(api, operation, status);
    if (!part) return plain;
    const [type] = api.description.members(part, "content")[0] ?? [];
    const { "content-type": _, ...headers } = plain.headers;
    if (type === undefined) return { status, headers, body: undefined };
    const contentType = type.replace("*", "plain");
    const body = isJson(contentType) ? plain.body : "text";
    return { status, headers: { ...headers, "content-type": contentType }, body };
  }
}
