import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { parse, stringify } from "yaml";
import { startHttpServer } from "../../servers/http-server.js";
import type { ConformanceRun, Ended } from "./conformance-case.js";
import type { Tool } from "./judge.js";
import { suite } from "./read-cases.js";
import type { Redocly } from "./redocly.js";
import { startCaseServer } from "./start-case-server.js";

interface ArazzoDocument {
  readonly sourceDescriptions?: readonly { readonly name: string }[];
  readonly workflows?: readonly ArazzoWorkflow[];
}

interface ArazzoWorkflow {
  readonly workflowId: string;
  readonly dependsOn?: readonly string[];
}

/** One call of the command. */
interface Call {
  readonly run: ConformanceRun;
  readonly document: string;
  readonly workflow: string;
  readonly inputs: object;
  readonly serverUrl: string;
}

/** In milliseconds. The server limits the run itself; this is for commands that hang. */
const timeLimit = 120_000;
const environment = { ...process.env, REDOCLY_TELEMETRY: "off", NO_COLOR: "1" };
/** Respect's own checks of responses, which are not part of the standard. */
const severity = "SCHEMA_CHECK=off,CONTENT_TYPE_CHECK=off";

/** Runs workflows with `redocly respect`, in a copy of the cases. */
export async function createRespect({
  script,
}: Redocly): Promise<{ readonly tool: Tool; readonly close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "conformance-"));
  await cp(join(suite, "cases"), folder, { recursive: true });
  return { tool, close: () => rm(folder, { recursive: true }) };

  async function tool(run: ConformanceRun, serverUrl: string): Promise<Ended> {
    const document = join(folder, relative(join(suite, "cases"), run.case.paths[0]));
    const content = readArazzo(await readFile(document, "utf8"));
    const workflow = run.case.workflow ?? content.workflows?.[0]?.workflowId ?? "";
    const ended = await respect({ run, document, workflow, inputs: run.inputs ?? {}, serverUrl });
    if (ended.end !== "success" || run.outputs === undefined) return ended;
    return { ...ended, outputs: await readOutputs(run, document, content, workflow) };
  }

  /**
   * Respect does not report outputs. A second workflow runs the workflow of the case, and sends its outputs to a server.
   * Only the expected outputs are read, since Respect fails at an absent one.
   */
  async function readOutputs(
    run: ConformanceRun,
    path: string,
    content: ArazzoDocument,
    workflowId: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    const names = Object.keys(run.outputs ?? {}).filter((name) => run.outputs?.[name] !== null);
    if (names.length === 0) return {};
    const reported = await startHttpServer(() => ({ kind: "response", status: 204 }));
    const server = await startCaseServer(run);
    const document = join(dirname(path), `report-outputs-${Date.now()}.yaml`);
    const { dependsOn } = content.workflows?.find((each) => each.workflowId === workflowId) ?? {};
    const reporter = {
      ...reporterOf(workflowId, run.inputs ?? {}, names, reported.url),
      // Respect completes only the dependencies of the workflow that it starts with.
      ...(dependsOn && { dependsOn }),
    };
    const workflows = [reporter, ...(content.workflows ?? [])];
    await writeFile(document, stringify({ ...content, workflows }));
    const { workflowId: workflow } = reporter;
    await respect({ run, document, workflow, inputs: {}, serverUrl: server.url });
    await Promise.all([server.finish(), reported.close()]);
    const body = reported.requests[0]?.rawBody;
    return body === undefined ? {} : JSON.parse(body);
  }

  async function respect({ run, document, workflow, inputs, serverUrl }: Call): Promise<Ended> {
    // Respect takes the servers of sources by their names, also those of the other documents.
    const texts = await Promise.all(run.case.paths.map((path) => readFile(path, "utf8")));
    const sources = texts.flatMap((text) => readArazzo(text).sourceDescriptions ?? []);
    const servers = Object.fromEntries(sources.map(({ name }) => [name, serverUrl]));
    const report = `${document}-${new URL(serverUrl).port}.json`;
    const printed = await runNode([
      ...[script, "respect", document, "--workflow", workflow],
      ...["--input", JSON.stringify(inputs), "--server", JSON.stringify(servers)],
      ...["--severity", severity, "--json-output", report],
    ]);
    const text = await readFile(report, "utf8").catch(() => undefined);
    if (text === undefined) return { end: "refused", reason: printed };
    const { status } = JSON.parse(text);
    return { end: status === "error" ? "failure" : "success", reason: printed };
  }
}

function readArazzo(text: string): ArazzoDocument {
  try {
    return parse(text);
  } catch {
    return {};
  }
}

/** A workflow that runs another one with these inputs, and posts its outputs as JSON. */
function reporterOf(workflowId: string, inputs: object, names: readonly string[], url: string) {
  const entries = (prefix: string) =>
    Object.fromEntries(names.map((name) => [name, `${prefix}.${name}`]));
  return {
    workflowId: "report-outputs",
    steps: [
      {
        stepId: "run",
        workflowId,
        parameters: Object.entries(inputs).map(([name, value]) => ({ name, value })),
        outputs: entries("$outputs"),
      },
      {
        stepId: "report",
        "x-operation": { url: `${url}/outputs`, method: "post" },
        requestBody: { contentType: "application/json", payload: entries("$steps.run.outputs") },
        successCriteria: [{ condition: "$statusCode == 204" }],
      },
    ],
  };
}

/** The output of a process, which may fail. */
function runNode(arguments_: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const options = { env: environment, timeout: timeLimit, maxBuffer: 1 << 26 };
    execFile(process.execPath, arguments_, options, (_, stdout, stderr) =>
      resolve(`${stdout}${stderr}`),
    );
  });
}
