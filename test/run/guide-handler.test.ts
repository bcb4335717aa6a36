import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test, vi } from "vitest";
import { mockSagemakerApi } from "../../generated/index.js";
import { blocksIn, root } from "../pages/read-pages.js";
import { flowOut } from "./run-flow.js";

test("the handler in the guide accepts an event with inputs, and rejects any other event", async () => {
  const block = blocksIn("ts").find(({ text }) => text.includes("ajv.compile"));
  const generated = pathToFileURL(join(root, "generated/index.ts")).href;
  const folder = join(flowOut, "guide-handler");
  await mkdir(folder, { recursive: true });
  const text = block?.text.replace("./generated/index.js", generated) ?? "";
  await writeFile(join(folder, "handler.ts"), text);
  const sagemakerApi = mockSagemakerApi({
    ListTrainingJobs: () => ({ status: 200, body: { TrainingJobSummaries: [] } }),
  });
  vi.stubGlobal("sagemakerApi", sagemakerApi);
  const { handler } = await import(pathToFileURL(join(folder, "handler.ts")).href);

  const event = { modelName: "m", inferenceImage: "i", executionRoleArn: "r" };
  expect(await handler({ ...event, modelName: 1 })).toMatchObject({ statusCode: 400 });
  expect(await handler(null)).toMatchObject({ statusCode: 400 });
  expect(sagemakerApi.calls).toEqual([]);
  expect(await handler(event)).toEqual({ statusCode: 200, body: "noCompletedJob" });
});
