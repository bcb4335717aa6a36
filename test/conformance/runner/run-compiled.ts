import { dirname, resolve } from "node:path";
import type { GeneratedWorkflow } from "../../corpus/generated-workflows.js";
import type { CompiledCases } from "./compile-cases.js";
import type { ConformanceRun, Ended } from "./conformance-case.js";
import type { Tool } from "./judge.js";
import { readYaml } from "./read-cases.js";

/** The parts of an Arazzo document that tell which workflow to run, and which before it. */
interface ArazzoDocument {
  readonly sourceDescriptions?: readonly { readonly name: string; readonly url: string }[];
  readonly workflows: readonly {
    readonly workflowId: string;
    readonly dependsOn?: readonly string[];
  }[];
}

const timeLimit = 10_000;

/** Runs the generated functions. The retries of the transport, which no document asks for, are off. */
export function runCompiled({ code, errors }: CompiledCases): Tool {
  return async (run, serverUrl) => {
    const found = errors.get(run.case.id);
    if (found !== undefined) return { end: "refused", reason: found.join("\n") };
    const apis = Object.fromEntries(
      code.apis.map(({ name, create }) => [name, create({ baseUrl: serverUrl, retry: false })]),
    );
    const options = { signal: AbortSignal.timeout(timeLimit), loopDelay: () => 0 };
    return runWorkflow(run, (workflow, inputs, completed) =>
      workflow.run(inputs, apis, { ...options, completed }),
    );
  };

  async function runWorkflow(run: ConformanceRun, call: Call): Promise<Ended> {
    const [entry] = run.case.paths;
    const workflowId = run.case.workflow ?? readArazzo(entry).workflows[0]?.workflowId ?? "";
    try {
      return { end: "success", ...outputsIn(await complete(entry, workflowId, run.inputs ?? {})) };
    } catch (error) {
      const isRefusal = error instanceof Error && error.name === "UnexpectedInputError";
      return { end: isRefusal ? "refused" : "failure", reason: String(error), outputs: {} };
    }

    /** Runs a workflow after those that it depends on. */
    async function complete(document: string, id: string, inputs: object): Promise<unknown> {
      const { workflows, sourceDescriptions = [] } = readArazzo(document);
      const completed: Record<string, unknown> = {};
      for (const reference of workflows.find((each) => each.workflowId === id)?.dependsOn ?? []) {
        const [, source, name = reference] =
          /^\$sourceDescriptions\.([^.]+)\.(.+)$/.exec(reference) ?? [];
        const url = sourceDescriptions.find((each) => each.name === source)?.url;
        const place = url === undefined ? document : resolve(dirname(document), url);
        const result = await complete(place, name, {});
        completed[find(place, name).functionName] = Object.assign({ inputs: {} }, result);
      }
      return call(find(document, id), inputs, completed);
    }
  }

  function find(document: string, workflowId: string): GeneratedWorkflow {
    const found = code.workflows.find(
      (each) => each.document === document && each.workflowId === workflowId,
    );
    if (found === undefined) throw new Error(`${document} has no workflow ${workflowId}`);
    return found;
  }
}

type Call = (workflow: GeneratedWorkflow, inputs: object, completed: object) => Promise<unknown>;

function readArazzo(path: string): ArazzoDocument {
  return readYaml(path);
}

function outputsIn(result: unknown): Pick<Ended, "outputs"> {
  const outputs: unknown = Reflect.get(Object(result), "outputs");
  return { outputs: Object.fromEntries(Object.entries(Object(outputs))) };
}
