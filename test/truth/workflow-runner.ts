import type { HttpRequest, HttpResponse, Transport } from "../../templates/runtime/http.js";
import type { StepAttempt } from "../../templates/runtime/observe.js";
import type { Operation } from "../corpus/server/list-operations.js";
import { makeResponse, type Wish } from "../corpus/server/make-response.js";
import { checkType, type Violation } from "./check-type.js";
import { type MadeResponse, type TestedApi, validityOf } from "./declared-response.js";
import type { GeneratedTypes } from "./generated-types.js";
import { valueAt } from "./json-pointer.js";
import { Random } from "./random.js";
import { ReadRecorder, type Reads } from "./reads.js";
import type { ConnectedApi, TestedFolder, TestedWorkflow } from "./tested-folder.js";
import { withValidBody } from "./valid-response.js";

/** A request of a run, and its response. */
export interface Exchange {
  readonly workflowId: string;
  readonly stepId: string;
  readonly operationId: string;
  /** The argument of the operation's function. */
  readonly given: unknown;
  /** What is wrong with the types in `given`. */
  readonly violations: readonly Violation[];
  readonly reads: Reads;
  /** Set once the transport has sent the request. */
  sent?: SentRequest;
}

export interface SentRequest {
  readonly api: TestedApi;
  readonly operation: Operation;
  /** The path and the query. */
  readonly url: string;
  readonly response: MadeResponse;
  /** Values in the response that let the workflow go on. */
  readonly wished: Wish["values"];
}

/** How a run ended. */
export interface Ended {
  readonly exchanges: readonly Exchange[];
  readonly outcome: string | undefined;
  readonly result: unknown;
  /** What is wrong with the types in `result`, or in the error of a failed step. */
  readonly violations: readonly Violation[];
  /** What the workflow threw. */
  readonly error: unknown;
}

export interface RunSettings {
  /** The results of workflows that the workflow may read, by function. */
  readonly completed: object;
  /** Further values for the responses of a step, by `workflowId` and `stepId`. */
  readonly wishes?: ReadonlyMap<string, Wish["values"]> | undefined;
  /** Answers with the samples of descriptions even if the descriptions do not allow them. */
  readonly keepsSamples?: boolean | undefined;
  /** Another status for one response of the run, counted from 0. */
  readonly otherStatus?: { readonly index: number; readonly status: number } | undefined;
  /** Records what is read, with the checks of responses switched off. */
  readonly recordsReads?: boolean;
  /** Replaces the response to a request of the run. */
  readonly respond?: (sent: SentRequest, index: number) => MadeResponse;
}

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
const origin = "http://127.0.0.1:9/";
/** Loops end by then. */
const maxSteps = 20;
const bodyless: readonly number[] = [101, 204, 205, 304];

/** Runs the workflows of a folder, one at a time, with responses made from the descriptions. */
export class WorkflowRunner {
  readonly folder: TestedFolder;
  readonly types: GeneratedTypes;
  readonly #recorder = new ReadRecorder();
  readonly #transports: Readonly<Record<string, Transport>>;
  #settings: RunSettings = { completed: {} };
  #wish: Wish = noWish;
  #step: Pick<StepAttempt, "workflowId" | "stepId"> = { workflowId: "", stepId: "" };
  #exchanges: Exchange[] = [];

  constructor(folder: TestedFolder, types: GeneratedTypes) {
    this.folder = folder;
    this.types = types;
    this.#transports = Object.fromEntries(
      folder.apis.map((api) => [api.name, this.#createTransport(api)]),
    );
  }

  async run(workflow: TestedWorkflow, inputs: unknown, settings: RunSettings): Promise<Ended> {
    this.#settings = settings;
    const exchanges: Exchange[] = [];
    this.#exchanges = exchanges;
    const options = {
      maxSteps,
      completed: settings.completed,
      sleep: async () => {},
      runStep: ({ workflowId, stepId }: StepAttempt, send: () => Promise<unknown>) => {
        this.#step = { workflowId, stepId };
        const wish = workflow.source.wishOf(workflowId, stepId);
        const more = settings.wishes?.get(`${workflowId} ${stepId}`) ?? [];
        this.#wish = { ...noWish, ...wish, values: [...wish.values, ...more] };
        return send();
      },
    };
    this.#recorder.isOn = true;
    const ended = await workflow.run(inputs, this.#transports, options).then(
      (result) => ({ result, error: undefined }),
      (error: unknown) => ({ result: undefined, error: error ?? new Error("threw nothing") }),
    );
    this.#recorder.isOn = false;
    this.#recorder.recordDelivered(ended.result);
    return {
      ...ended,
      exchanges,
      outcome:
        ended.error === undefined
          ? String(Reflect.get(Object(ended.result), "outcome"))
          : undefined,
      violations: this.#violationsOf(workflow, ended),
    };
  }

  #violationsOf(
    { workflowId, types: { result, failure } }: TestedWorkflow,
    ended: Pick<Ended, "result" | "error">,
  ): readonly Violation[] {
    const { checker } = this.types;
    if (ended.error === undefined) return result ? checkType(checker, result, ended.result) : [];
    // A failed step of a called workflow is a failure of that workflow.
    const isFailure =
      valueAt(ended.error, "/name") === "StepFailedError" &&
      valueAt(ended.error, "/workflowId") === workflowId;
    return isFailure && failure ? checkType(checker, failure, ended.error) : [];
  }

  #createTransport(api: ConnectedApi): Transport {
    const inner = api.create({
      baseUrl: origin + api.name,
      credentials,
      retry: false,
      fetch: async (url: string, request: HttpRequest) => this.#answer(api, url, request),
    }) as Transport;
    return {
      send: async (request, signal) => {
        const { operationId } = request;
        const type = api.requests.get(operationId);
        this.#recorder.isOn = false;
        const violations = type ? checkType(this.types.checker, type, request.given) : [];
        this.#recorder.recordDelivered(request.given);
        this.#recorder.isOn = true;
        const reads: Reads = { pointers: new Set(), wholes: new Set(), headers: new Set() };
        this.#exchanges.push({
          ...this.#step,
          operationId,
          given: request.given,
          violations,
          reads,
        });
        const response: HttpResponse = await inner.send(request, signal);
        if (!this.#settings.recordsReads) return response;
        // The check reads the same members as the workflow.
        Reflect.deleteProperty(request, "reads");
        return this.#recorder.wrap(response, reads);
      },
    };
  }

  #answer(api: ConnectedApi, url: string, request: HttpRequest): Response {
    const exchange = this.#exchanges.at(-1);
    if (!exchange) throw new Error("nothing was sent");
    const path = url.slice(origin.length + api.name.length);
    const operation = findOperation(api, request.method, path, exchange.operationId);
    if (!operation) return new Response("no such operation", { status: 404 });
    const index = this.#exchanges.length - 1;
    const { respond, otherStatus, keepsSamples } = this.#settings;
    const wish =
      otherStatus?.index === index
        ? { ...this.#wish, statuses: [otherStatus.status], values: [] }
        : this.#wish;
    const sample = sampleResponse(api, operation, request.headers["accept"] ?? "", wish);
    const plain = keepsSamples ? sample : validResponse(api, operation, sample, wish);
    const sent = { api, operation, url: path, response: plain, wished: wish.values };
    const response = respond?.(sent, index) ?? plain;
    exchange.sent = { ...sent, response };
    const { status, headers, body } = response;
    return new Response(bodyless.includes(status) ? null : (body ?? null), { status, headers });
  }
}

const noWish: Wish = {
  operationId: undefined,
  statuses: [],
  values: [],
  replacements: [],
  isSparse: false,
};

function findOperation(
  { description, operations }: TestedApi,
  method: string,
  url: string,
  operationId: string,
): Operation | undefined {
  const [path = ""] = url.split("?");
  const isMeant = ({ at }: Operation) => description.text(at, "operationId") === operationId;
  const candidates = operations.filter((each) => each.method === method && each.pattern.test(path));
  return candidates.find(isMeant) ?? candidates[0] ?? operations.find(isMeant);
}

function sampleResponse(
  api: TestedApi,
  operation: Operation,
  accept: string,
  wish: Wish,
): MadeResponse {
  const answer = makeResponse(api, operation, accept, wish);
  if (answer.kind !== "response") throw new Error("there is always a response");
  const { status, headers = {}, body } = answer;
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return { status, headers: Object.fromEntries(texts), body: body?.toString() };
}

/** The sample, or a random response if the description does not allow the sample. */
function validResponse(
  api: TestedApi,
  operation: Operation,
  sample: MadeResponse,
  { values: wished }: Wish,
): MadeResponse {
  if (validityOf(api, operation, sample) !== "invalid") return sample;
  const random = new Random(`${api.name} ${operation.at.pointer}`);
  const style = { fullness: "all", isWild: false, faithful: 1 } as const;
  return withValidBody({ api, operation, response: sample, wished }, random, style) ?? sample;
}
