import { isDeepStrictEqual } from "node:util";
import type { ConformanceRun, Ended } from "./conformance-case.js";
import { type CaseServer, startCaseServer } from "./start-case-server.js";

/** Runs a workflow of a case against its server. */
export type Tool = (run: ConformanceRun, serverUrl: string) => Promise<Ended>;

/** Runs a run with a tool; describes what differs from the expected. The run passes if nothing differs. */
export async function judge(run: ConformanceRun, tool: Tool): Promise<readonly string[]> {
  const server = await startCaseServer(run);
  const ended = await tool(run, server.url);
  const differences = compareEnd(run, ended, server);
  return [...(await server.finish()), ...differences];
}

function compareEnd(run: ConformanceRun, ended: Ended, server: CaseServer): readonly string[] {
  const isExpected =
    run.end === "ended" ? ended.end !== "refused" : ended.end === run.end || isRefusal();
  if (!isExpected) return [`end is ${ended.end}, expected ${run.end}: ${ended.reason ?? ""}`];
  return run.outputs === undefined ? [] : compareOutputs(run.outputs, ended.outputs);

  /** A tool may report an error of the inputs as a failure of the workflow. */
  function isRefusal(): boolean {
    return run.end === "refused" && ended.end === "failure" && server.requests() === 0;
  }
}

function compareOutputs(
  expected: Readonly<Record<string, unknown>>,
  got: Ended["outputs"] = {},
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
