/** Random workflows, and a simple interpreter of the standard. */

export interface Flow {
  readonly workflowId: string;
  readonly steps: readonly FlowStep[];
}

interface FlowStep {
  readonly stepId: string;
  /** The step whose output is sent, if that step has an output by then. */
  readonly notes: string | undefined;
  /** The workflow that the step runs instead of sending a request. */
  readonly runs: Flow | undefined;
  readonly onSuccess: readonly FlowAction[];
  readonly onFailure: readonly FlowAction[];
}

interface FlowAction {
  readonly name: string;
  /** The state or status that is required of the response. */
  readonly when: string | number | undefined;
  readonly type: "end" | "goto" | "retry";
  /** The target; for a retry, the workflow that runs before it. */
  readonly to: number | undefined;
  readonly limit: number;
}

/** A response of an API: a status and a state, or none. */
export type FlowReply = { readonly status: number; readonly state: string } | "none";

export type Random = (below: number) => number;

/** Returns the same numbers for the same seed. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

const states = ["a", "b", "c"];
const failures = [500, 501, 502];

/** A workflow that may call the given workflows. */
export function randomFlow(workflowId: string, others: readonly Flow[], random: Random): Flow {
  const size = 2 + random(5);
  const chance = (percent: number) => random(100) < percent;
  const pick = <Item>(items: readonly Item[]) => items[random(items.length)];
  const indexes = Array.from({ length: size }, (_, index) => index);
  const steps = indexes.map((index): FlowStep => {
    const runs = chance(12) ? pick(others) : undefined;
    const actions = (list: string, whens: readonly (string | number)[]) =>
      Array.from({ length: random(4) }, (_, place): FlowAction => {
        const type = pick(["end", "goto", "goto", "goto", "retry"] as const) ?? "end";
        const mayBeNowhere = type === "retry" && chance(60);
        const to = type === "end" || mayBeNowhere ? undefined : random(size);
        const when = runs || chance(15) ? undefined : pick(whens);
        return { name: `${list}${index}${place}`, when, type, to, limit: random(3) };
      });
    return {
      stepId: `s${index}`,
      notes: !runs && chance(40) ? `s${random(size)}` : undefined,
      runs,
      onSuccess: actions("success", states),
      onFailure: actions("failure", failures),
    };
  });
  const retries = steps.flatMap(({ onFailure }) =>
    onFailure.filter(({ type }) => type === "retry"),
  );
  // A workflow before a retry sends no outputs, because it may run before there are any.
  const isFirst = (index: number) => retries.some(({ to }) => to === index);
  return {
    workflowId,
    steps: steps.map((step, index) => (isFirst(index) ? { ...step, notes: undefined } : step)),
  };
}

export function randomReplies(random: Random): readonly FlowReply[] {
  return Array.from({ length: 30 }, (): FlowReply => {
    if (random(20) === 0) return "none";
    const status = random(3) === 0 ? (failures[random(3)] ?? 500) : 201;
    return { status, state: states[random(3)] ?? "" };
  });
}

/** Converts a flow to a workflow of an Arazzo document. */
export function toArazzo({ workflowId, steps }: Flow): object {
  const actions = (list: readonly FlowAction[], subject: string) =>
    list.map(({ name, when, type, to, limit }) => ({
      name,
      type,
      ...(to !== undefined && { stepId: `s${to}` }),
      ...(type === "retry" && { retryLimit: limit, retryAfter: limit + 1 }),
      ...(when !== undefined && {
        criteria: [{ condition: `${subject} == ${JSON.stringify(when).replaceAll('"', "'")}` }],
      }),
    }));
  return {
    workflowId,
    steps: steps.map(({ stepId, notes, runs, onSuccess, onFailure }) => {
      const hasOutput = steps.some((each) => each.stepId === notes && !each.runs);
      const note = hasOutput && { note: `$steps.${notes}.outputs.id` };
      const sends = {
        operationId: "createJob",
        requestBody: { payload: { name: `${workflowId}.${stepId}`, ...note } },
        successCriteria: [{ condition: "$statusCode == 201" }],
        outputs: { id: "$response.body#/id" },
      };
      return {
        stepId,
        ...(runs ? { workflowId: runs.workflowId } : sends),
        onSuccess: actions(onSuccess, "$response.body#/state"),
        onFailure: actions(onFailure, "$statusCode"),
      };
    }),
    outputs: Object.fromEntries(
      steps.flatMap(({ stepId, runs }) => (runs ? [] : [[stepId, `$steps.${stepId}.outputs.id`]])),
    ),
  };
}

export interface Outcome {
  readonly outcome: string;
  /** The failed step, such as `flow1.s0`, if the flow ended because of it. */
  readonly failedAt: string | undefined;
  readonly outputs: Readonly<Record<string, string>>;
}

/** The environment of a flow: responses to requests, and waits. */
export interface World {
  send(name: string, note: string | undefined): { readonly reply: FlowReply; readonly id: string };
  wait(seconds: number): void;
}

/** Thrown if no action continues the workflow. */
export class Failed extends Error {}

/** Runs a flow step by step as the standard specifies. */
export function interpret({ workflowId, steps }: Flow, world: World): Outcome {
  const outputs = new Map<string, string>();
  const counts = new Map<string, number>();
  const triedAgain = new Set<number>();
  let failedAt: string | undefined;
  let index = 0;
  for (;;) {
    const step = steps[index];
    if (!step) return end("completed");
    const reply = perform(step, index);
    const hasSucceeded = reply !== "none" && reply.status === 201;
    const list = hasSucceeded ? step.onSuccess : step.onFailure;
    const action = list.find((each) => applies(each, reply, index));
    if (action?.type === "end") return end(action.name);
    if (!action && !hasSucceeded) throw new Failed(failedAt);
    if (action?.type === "retry" && !hasSucceeded) {
      const first = action.to === index || action.to === undefined ? undefined : steps[action.to];
      const before = first && perform(first, steps.indexOf(first));
      if (before === "none" || (before && before.status !== 201)) throw new Failed(failedAt);
    } else if (action) index = action.to ?? index;
    else index += 1;
  }

  function perform({ stepId, notes, runs }: FlowStep, at: number): FlowReply {
    if (!triedAgain.delete(at)) {
      for (const key of counts.keys()) if (key.startsWith(`${at} `)) counts.delete(key);
    }
    if (runs) return performFlow(runs);
    const name = `${workflowId}.${stepId}`;
    const { reply, id } = world.send(name, outputs.get(notes ?? ""));
    const hasSucceeded = reply !== "none" && reply.status === 201;
    failedAt = hasSucceeded ? undefined : name;
    if (hasSucceeded) outputs.set(stepId, id);
    return reply;
  }

  function performFlow(flow: Flow): FlowReply {
    try {
      failedAt = interpret(flow, world).failedAt;
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      failedAt = error.message;
    }
    return failedAt === undefined ? { status: 201, state: "" } : "none";
  }

  function applies({ name, when, type, limit }: FlowAction, reply: FlowReply, at: number): boolean {
    if (when !== undefined) {
      if (reply === "none") return false;
      if (when !== (typeof when === "string" ? reply.state : reply.status)) return false;
    }
    if (type !== "retry") return true;
    const count = (counts.get(`${at} ${name}`) ?? 0) + 1;
    if (count > limit) return false;
    counts.set(`${at} ${name}`, count);
    triedAgain.add(at);
    world.wait(limit + 1);
    return true;
  }

  function end(outcome: string): Outcome {
    return { outcome, failedAt, outputs: Object.fromEntries([...outputs].sort()) };
  }
}
