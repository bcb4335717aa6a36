import { join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";

/** The hover text of an editor where an application uses the generated code. */
const root = join(import.meta.dirname, "../..");
const path = join(root, "examples/hovered.ts");
const text = `
import {
  createSagemakerApi,
  isRegisterLatestCompletedTrainingFailure,
  registerLatestCompletedTraining,
  type RegisterLatestCompletedTrainingInputs,
} from "../generated/index.js";
const sagemakerApi = createSagemakerApi({ region: "eu-west-1" });
const inputs: RegisterLatestCompletedTrainingInputs = { modelName: "m", inferenceImage: "i", executionRoleArn: "e" };
const result = await registerLatestCompletedTraining(inputs, { sagemakerApi }).catch((error: unknown) => {
  if (isRegisterLatestCompletedTrainingFailure(error) && error.stepId === "createModel") {
    const { response } = error;
    if (response?.status === 400) response.body.message;
  }
  throw error;
});
if (result.outcome === "completed") {
  const { modelArn, modelArtifacts } = result.outputs;
  console.log(modelArn, modelArtifacts);
}
if (result.outcome === "noCompletedJob") {
  const { latestTrainingJobName } = result.outputs;
  console.log(latestTrainingJobName);
}
`;
let service: ts.LanguageService;
beforeAll(() => {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [path],
    getScriptVersion: () => "1",
    getScriptSnapshot: (file) => {
      const content = file === path ? text : ts.sys.readFile(file);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (file) => file === path || ts.sys.fileExists(file),
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
  });
});

/** The hover text of a name: of its first occurrence after a given string, else of its last occurrence. */
function hover(name: string, after: string) {
  const place = text.indexOf(after);
  const start = place === -1 ? text.lastIndexOf(name) : text.indexOf(name, place);
  const shown = service.getQuickInfoAtPosition(path, start);
  return {
    type: ts.displayPartsToString(shown?.displayParts),
    documentation: ts.displayPartsToString(shown?.documentation),
    tags: (shown?.tags ?? []).map((tag) => [tag.name, ts.displayPartsToString(tag.text)]),
  };
}

describe("hovering", () => {
  test("the module has no fault", () => {
    expect(service.getSemanticDiagnostics(path).map(({ messageText }) => messageText)).toEqual([]);
  });

  test.for([
    ["modelArn", "const modelArn: string"],
    ["modelArtifacts", "const modelArtifacts: string"],
    ["latestTrainingJobName", "const latestTrainingJobName: undefined"],
    ["message", "(property) message?: string | undefined"],
    ["sagemakerApi", "const sagemakerApi: SagemakerApiTransport"],
    ["result", "const result: RegisterLatestCompletedTrainingResult"],
  ] as const)("%s shows a plain type", ([name, type]) => {
    expect(hover(name, `const ${name} `).type).toBe(type);
  });

  test("the function shows the document's words, what it throws, and a call", () => {
    const { type, documentation, tags } = hover("registerLatestCompletedTraining", "await");
    expect(type).toBe(
      `(alias) registerLatestCompletedTraining(inputs: RegisterLatestCompletedTrainingInputs, { sagemakerApi }: RegisterLatestCompletedTrainingApis, options?: RunOptions): Promise<RegisterLatestCompletedTrainingResult>
import registerLatestCompletedTraining`,
    );
    expect(documentation).toMatch(/^Registers a model from the newest completed training job\./);
    expect(tags.map(([name]) => name)).toEqual(["throws", "example"]);
    expect(tags.at(-1)?.[1]).toMatch(/^const result = await registerLatestCompletedTraining\(\n/);
  });

  test("an input shows its description, and a type the function that it belongs to", () => {
    expect(hover("modelName", "const inputs")).toMatchObject({
      type: "(property) RegisterLatestCompletedTrainingInputs.modelName: string",
      documentation: "Name of the new model, unique in its account and region.",
    });
    expect(hover("RegisterLatestCompletedTrainingInputs", "const inputs").documentation).toBe(
      "Inputs of {@link registerLatestCompletedTraining}.",
    );
  });
});
