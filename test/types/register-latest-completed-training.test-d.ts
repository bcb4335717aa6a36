import { describe, expectTypeOf, test } from "vitest";
import {
  createSagemakerApi,
  isRegisterLatestCompletedTrainingFailure,
  type MissingValueError,
  type RegisterLatestCompletedTrainingApis,
  type RegisterLatestCompletedTrainingInputs,
  type RegisterLatestCompletedTrainingResult,
  type RunOptions,
  registerLatestCompletedTraining,
  registerLatestCompletedTrainingInputsSchema,
  type SagemakerApiOptions,
  type SagemakerApiTransport,
  type StepEvent,
  type StepFailedError,
  type StepLimitError,
  type Transport,
  type TransportError,
  type UnexpectedInputError,
  type UnexpectedValueError,
  type WorkflowError,
} from "../../generated/index.js";

declare const apis: RegisterLatestCompletedTrainingApis;
declare const inputs: RegisterLatestCompletedTrainingInputs;
declare const role: string | undefined;
declare const result: RegisterLatestCompletedTrainingResult;

test("the schema of the inputs fits the types of validators, forms and tools", () => {
  const schema = registerLatestCompletedTrainingInputsSchema;
  expectTypeOf(schema).toExtend<Record<string, unknown>>();
  expectTypeOf(schema).toExtend<{ type: "object"; properties?: unknown; required?: string[] }>();
});

describe("the result", () => {
  test("is a union of the two outcomes", () => {
    expectTypeOf(registerLatestCompletedTraining).returns.resolves.toEqualTypeOf(result);
    expectTypeOf(result.outcome).toEqualTypeOf<"completed" | "noCompletedJob">();
  });

  test("has all three outputs as strings on completed", () => {
    if (result.outcome !== "completed") return;
    expectTypeOf(result.outputs).toEqualTypeOf<{
      readonly latestTrainingJobName: string;
      readonly modelArtifacts: string;
      readonly modelArn: string;
    }>();
    expectTypeOf(result.outputs.modelArn).toBeString();
  });

  test("has no modelArn on noCompletedJob", () => {
    if (result.outcome !== "noCompletedJob") return;
    expectTypeOf(result.outputs).not.toHaveProperty("modelArn");
    expectTypeOf(result.outputs).not.toHaveProperty("modelArtifacts");
    // @ts-expect-error no model was created
    result.outputs.modelArn;
  });

  test("has no modelArn before the outcome was looked at", () => {
    // @ts-expect-error only one of the outcomes has it
    result.outputs.modelArn;
  });

  test("has no other outcome", () => {
    // @ts-expect-error there is no outcome of this name
    if (result.outcome === "failed") return;
    // @ts-expect-error outcomes are written as the workflow writes them
    if (result.outcome === "NoCompletedJob") return;
  });

  test("can be switched over exhaustively", () => {
    function describeOutcome(): string {
      switch (result.outcome) {
        case "completed":
          return result.outputs.modelArn;
        case "noCompletedJob":
          return "none";
      }
    }
    expectTypeOf(describeOutcome).returns.toBeString();
  });

  test("cannot be changed", () => {
    // @ts-expect-error read-only
    result.outcome = "completed";
    // @ts-expect-error read-only
    result.outputs.latestTrainingJobName = "other";
  });
});

describe("the inputs", () => {
  test("are three strings", () => {
    expectTypeOf<RegisterLatestCompletedTrainingInputs>().toEqualTypeOf<{
      readonly modelName: string;
      readonly inferenceImage: string;
      readonly executionRoleArn: string;
    }>();
  });

  test("do not compile when one is missing, undefined or of another type", () => {
    const { modelName, inferenceImage, executionRoleArn } = inputs;
    // @ts-expect-error executionRoleArn is missing
    registerLatestCompletedTraining({ modelName, inferenceImage }, apis);
    // @ts-expect-error executionRoleArn may be undefined
    registerLatestCompletedTraining({ ...inputs, executionRoleArn: role }, apis);
    // @ts-expect-error modelName is a number
    registerLatestCompletedTraining({ modelName: 1, inferenceImage, executionRoleArn }, apis);
  });

  test("do not compile when one is misspelt", () => {
    const { modelName, inferenceImage, executionRoleArn } = inputs;
    registerLatestCompletedTraining(
      // @ts-expect-error it is modelName
      { modelname: modelName, inferenceImage, executionRoleArn },
      apis,
    );
    // @ts-expect-error there is no such input
    registerLatestCompletedTraining({ ...inputs, modelPackage: "p" }, apis);
  });
});

describe("the apis", () => {
  test("are one transport under the source description's name", () => {
    expectTypeOf<RegisterLatestCompletedTrainingApis>().toEqualTypeOf<{
      readonly sagemakerApi: SagemakerApiTransport;
    }>();
    expectTypeOf(createSagemakerApi).returns.toExtend<Transport>();
  });

  test("do not compile when missing or misspelt", () => {
    const { sagemakerApi } = apis;
    // @ts-expect-error the apis are missing
    registerLatestCompletedTraining(inputs);
    // @ts-expect-error the api is missing
    registerLatestCompletedTraining(inputs, {});
    // @ts-expect-error it is sagemakerApi
    registerLatestCompletedTraining(inputs, { sagemaker: sagemakerApi });
  });
});

describe("credentials", () => {
  /** The return type of the functions of `@aws-sdk/credential-providers`. */
  type AwsCredentialProvider = (
    // biome-ignore lint/suspicious/noExplicitAny: it is declared so there
    options?: Record<string, any>,
  ) => Promise<{
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken?: string;
    credentialScope?: string;
    expiration?: Date;
    accountId?: string;
  }>;

  test("may be what @aws-sdk/credential-providers returns, as a function or resolved", async () => {
    const provider = {} as AwsCredentialProvider;
    expectTypeOf(createSagemakerApi).toBeCallableWith({ credentials: provider });
    const identity = {} as Awaited<ReturnType<AwsCredentialProvider>>;
    expectTypeOf(createSagemakerApi).toBeCallableWith({ credentials: identity });
  });

  test("may be an object or an async function, with or without a session token", () => {
    const keys = { accessKeyId: "a", secretAccessKey: "b" };
    expectTypeOf(createSagemakerApi).toBeCallableWith({ credentials: keys });
    expectTypeOf(createSagemakerApi).toBeCallableWith({ credentials: async () => keys });
    const temporary = { ...keys, sessionToken: "c", expiration: new Date() };
    expectTypeOf(createSagemakerApi).toBeCallableWith({ credentials: async () => temporary });
  });

  test("may be left out, as may every other option", () => {
    expectTypeOf(createSagemakerApi).toBeCallableWith();
    expectTypeOf(createSagemakerApi).toBeCallableWith({});
    expectTypeOf<SagemakerApiOptions["region"]>().toEqualTypeOf<string | undefined>();
  });

  test("do not compile without a secret, and options not when misspelt", () => {
    // @ts-expect-error secretAccessKey is missing
    createSagemakerApi({ credentials: { accessKeyId: "a" } });
    // @ts-expect-error a profile's name is no credentials
    createSagemakerApi({ credentials: "default" });
    // @ts-expect-error it is region
    createSagemakerApi({ Region: "eu-west-1" });
  });
});

describe("the options", () => {
  test("may be left out, and each of them too", () => {
    expectTypeOf(registerLatestCompletedTraining)
      .parameter(2)
      .toEqualTypeOf<RunOptions | undefined>();
    expectTypeOf(registerLatestCompletedTraining).toBeCallableWith(inputs, apis);
    expectTypeOf(registerLatestCompletedTraining).toBeCallableWith(inputs, apis, {});
  });

  test("are a signal, an observer and a wrapper of steps", () => {
    expectTypeOf<"signal" | "onStep" | "runStep">().toExtend<keyof RunOptions>();
    expectTypeOf<RunOptions["signal"]>().toEqualTypeOf<AbortSignal | undefined>();
    expectTypeOf<NonNullable<RunOptions["onStep"]>>().parameter(0).toEqualTypeOf<StepEvent>();
    expectTypeOf<NonNullable<RunOptions["runStep"]>>()
      .parameter(0)
      .toEqualTypeOf<Pick<StepEvent, "workflowId" | "stepId" | "attempt">>();
    expectTypeOf<ReturnType<NonNullable<RunOptions["runStep"]>>>().resolves.toEqualTypeOf<
      NonNullable<StepEvent["response"]>
    >();
  });

  test("tell the observer of a criterion that could not be evaluated", () => {
    expectTypeOf<StepEvent["criterion"]>().toEqualTypeOf<
      { readonly condition: string; readonly problem: string } | undefined
    >();
  });

  test("take an observer that looks at nothing or is asynchronous", () => {
    expectTypeOf<() => void>().toExtend<NonNullable<RunOptions["onStep"]>>();
    expectTypeOf<(event: StepEvent) => Promise<void>>().toExtend<
      NonNullable<RunOptions["onStep"]>
    >();
  });

  test("do not compile when misspelt", () => {
    // @ts-expect-error it is signal
    registerLatestCompletedTraining(inputs, apis, { abortSignal: AbortSignal.abort() });
    // @ts-expect-error the controller is not the signal
    registerLatestCompletedTraining(inputs, apis, { signal: new AbortController() });
  });
});

test("a failed step is a workflow error with what the service said", () => {
  expectTypeOf<StepFailedError>().toExtend<WorkflowError>();
  expectTypeOf<StepFailedError["status"]>().toEqualTypeOf<number | undefined>();
  expectTypeOf<StepFailedError["code"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<StepFailedError["serviceMessage"]>().toEqualTypeOf<string | undefined>();
});

test("every error names its step, but one that comes before the first step", () => {
  expectTypeOf<WorkflowError["stepId"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<
    (StepFailedError | MissingValueError | UnexpectedValueError | StepLimitError)["stepId"]
  >().toEqualTypeOf<string>();
  expectTypeOf<UnexpectedInputError>().toExtend<WorkflowError>();
  expectTypeOf<(WorkflowError | TransportError)["cause"]>().toEqualTypeOf<unknown>();
  expectTypeOf<StepFailedError["operation"]>().toEqualTypeOf<string | undefined>();
});

test("the error of a step has what its operation declares to answer", () => {
  const error = {} as unknown;
  if (!isRegisterLatestCompletedTrainingFailure(error)) return;
  expectTypeOf(error).toExtend<StepFailedError>();
  if (error.stepId !== "createModel" || error.response?.status !== 400) return;
  expectTypeOf(error.response.body.message).toEqualTypeOf<string | undefined>();
});
