import { describe, expectTypeOf, test } from "vitest";
import {
  mockSagemakerApi,
  type RegisterLatestCompletedTrainingApis,
} from "../../generated/index.js";

describe("the handlers of a mock", () => {
  test("are told the parameters and the body as the operation takes them", () => {
    mockSagemakerApi({
      CreateModel: (given) => {
        expectTypeOf(given.header).toEqualTypeOf<{
          readonly "X-Amz-Target": "SageMaker.CreateModel";
        }>();
        expectTypeOf(given.body.ModelName).toEqualTypeOf<string>();
        return { ModelArn: "arn" };
      },
    });
  });

  test("answer with the body of a success, or with a status and its body", () => {
    mockSagemakerApi({ CreateModel: async () => ({ ModelArn: "arn" }) });
    mockSagemakerApi({ CreateModel: () => ({ status: 200, body: { ModelArn: "arn" } }) });
    mockSagemakerApi({ CreateModel: () => ({ status: 400, body: { __type: "Throttling" } }) });
    mockSagemakerApi({ CreateModel: () => ({ status: 418, headers: {}, body: "tea" }) });
    mockSagemakerApi({ CreateModel: [() => ({ ModelArn: "1" }), () => ({ ModelArn: "2" })] });
  });

  test("cannot answer with what the operation never answers", () => {
    // @ts-expect-error the body lacks its ModelArn
    mockSagemakerApi({ CreateModel: () => ({}) });
    // @ts-expect-error ModelArn is a string
    mockSagemakerApi({ CreateModel: () => ({ ModelArn: 1 }) });
    // @ts-expect-error a success has a ModelArn
    mockSagemakerApi({ CreateModel: () => ({ status: 200, body: { message: "no" } }) });
    // @ts-expect-error no workflow calls the operation
    mockSagemakerApi({ DeleteModel: () => ({}) });
  });
});

test("a mock is a transport, whose calls tell the operation", () => {
  const sagemakerApi = mockSagemakerApi({});
  expectTypeOf({ sagemakerApi }).toExtend<RegisterLatestCompletedTrainingApis>();
  for (const call of sagemakerApi.calls) {
    if (call.operationId === "DescribeTrainingJob") {
      expectTypeOf(call.given.body).toEqualTypeOf<{ TrainingJobName: string }>();
    }
    // @ts-expect-error no workflow calls the operation
    if (call.operationId === "DeleteModel") return;
  }
});
