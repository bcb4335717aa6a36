import { isDeepStrictEqual } from "node:util";
import type { ConformanceRun, Ended } from "./conformance-case.js";
import { startCaseServer } from "./start-case-server.js";

/** Runs a workflow of a case against its server. */
export type Tool = (run: ConformanceRun, serverUrl: string) => Promise<Ended>;

/** Runs a run with a tool; describes what differs from the expected. The run passes if nothing differs. */
export async function judge(run: ConformanceRun, tool: Tool): Promise<readonly string[]> {
  const server = await startCaseServer(run);
  const ended = await tool(run, server.url);
  const requests = await server.finish();
  // Some tools report an error of the document or the inputs as a failure of the workflow.
  const isRefusal = ended.end !== "success" && server.requests() === 0;
  if (isRefusal && (run.end === "refused" || run.end === "invalid")) return [];
  return [...requests, ...compareEnd(run, ended)];
}

function compareEnd(run: ConformanceRun, ended: Ended): readonly string[] {
  if (!isAllowed(run.end, ended.end)) {
    return [`end is ${ended.end}, expected ${run.end}: ${ended.reason ?? ""}`];
  }
  if (run.outputs === undefined || ended.outputs === undefined) return [];
  return compareOutputs(run.outputs, ended.outputs);
}

function isAllowed(expected: ConformanceRun["end"], end: Ended["end"]): boolean {
  if (expected === "ended") return end !== "refused";
  return end === (expected === "invalid" ? "failure" : expected);
}

function compareOutputs(
  expected: Readonly<Record<string, unknown>>,
  got: Readonly<Record<string, unknown>>,
): readonly string[] {
  const names = new Set([...Object.keys(expected), ...Object.keys(got)]);
  return [...names].flatMap((name) => {
    const [wanted, value] = [expected, got].map((outputs) =>
      Object.hasOwn(outputs, name) ? (outputs[name] ?? null) : null,
    );
    if (isDeepStrictEqual(wanted, value)) return [];
    return [`output ${name} is ${JSON.stringify(value)}, expected ${JSON.stringify(wanted)}`];
  });
}
