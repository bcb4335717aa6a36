import { inspect } from "node:util";
import { describe, expect, expectTypeOf, test } from "vitest";
import {
  assertPresent,
  MissingValueError,
  StepFailedError,
  StepLimitError,
  TransportError,
  UnexpectedInputError,
  UnexpectedValueError,
  WorkflowError,
} from "../../templates/runtime/errors.js";
import type { HttpResponse } from "../../templates/runtime/http.js";

const place = { workflowId: "register-model", stepId: "createModel" };

function failureOf(response: Partial<HttpResponse>): StepFailedError {
  return new StepFailedError({
    ...place,
    criterion: "$statusCode == 200",
    response: { status: 400, headers: {}, body: undefined, ...response },
  });
}

test.each([
  ["the header first", { "x-amzn-errortype": "A" }, { code: "B", __type: "C" }, "A"],
  ["then the body's code", {}, { code: "B", __type: "C" }, "B"],
  ["then the body's __type", {}, { __type: "C" }, "C"],
  ["no code that is not text", {}, { code: 404, __type: "C" }, "C"],
  ["nothing if there is nothing", {}, {}, undefined],
  ["nothing of a text", {}, "code", undefined],
  [
    "the code in XML",
    {},
    "<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code></Error></ErrorResponse>",
    "Throttling",
  ],
  ["nothing of null", {}, null, undefined],
  ["nothing of no body", {}, undefined, undefined],
  ["no namespace", {}, { __type: "com.amazonaws.sagemaker#ResourceInUse" }, "ResourceInUse"],
  [
    "no address",
    { "x-amzn-errortype": "ResourceInUse:http://internal.example/#coral" },
    {},
    "ResourceInUse",
  ],
])("the service's code is read from a response: %s", (_, headers, body, code) => {
  expect(failureOf({ headers: headers as Record<string, string>, body }).code).toBe(code);
});

test("code and request ID are read from the headers of a response whose content is unreadable", () => {
  const headers = { "x-amzn-errortype": "AccessDenied:http://x/", "x-amzn-requestid": "r-1" };
  const cause = new TransportError("it is not JSON", { status: 403, headers });
  const failure = new StepFailedError({ ...place, cause });
  expect(failure).toMatchObject({ status: 403, code: "AccessDenied", requestId: "r-1" });
  expect(failure.response).toBeUndefined();
});

test("the headers of an unreadable response are not printed", () => {
  const headers = { "set-cookie": "hunter2" };
  const cause = new TransportError("it is not JSON", { status: 403, headers });
  const failure = new StepFailedError({ ...place, cause });
  expect(inspect(failure) + JSON.stringify(failure) + JSON.stringify(cause)).not.toMatch(/hunter2/);
});

test.each([
  [{ message: "a", Message: "b" }, "a"],
  [{ Message: "b" }, "b"],
  [{ message: ["a"] }, undefined],
  [undefined, undefined],
])("of the body %j the service's message is %j", (body, message) => {
  expect(failureOf({ body }).serviceMessage).toBe(message);
});

test("the message has the criterion, the status and the code, and nothing else of the response", () => {
  const body = { __type: "ns#Invalid", message: "hunter2", name: "hunter2" };
  const { message, stack } = failureOf({ body, headers: { "x-name": "hunter2" } });
  expect(message).toBe("register-model › createModel: $statusCode == 200 is not met: 400 Invalid");
  expect(stack).not.toMatch(/hunter2/);
});

test("the message has no code that is not a bare name", () => {
  const failure = failureOf({ body: { code: "no hunter2\nhere" } });
  expect(failure.message).toBe("register-model › createModel: $statusCode == 200 is not met: 400");
  expect(failure.code).toBe("no hunter2\nhere");
});

test("assertPresent lets a value pass and narrows its type", () => {
  for (const value of [0, "", false, "name"] as (string | number | boolean | undefined | null)[]) {
    assertPresent({ workflowId: "w", stepId: "s" }, "$inputs.name", value);
    expectTypeOf(value).toEqualTypeOf<string | number | boolean>();
  }
});

test.each([[undefined], [null]])(
  "assertPresent names the expression whose value is %s",
  (value) => {
    const expression = "$steps.list.outputs.latestName";
    const assertion = () => assertPresent({ workflowId: "w", stepId: "s" }, expression, value);
    expect(assertion).toThrow(MissingValueError);
    expect(assertion).toThrow(WorkflowError);
    expect(assertion).toThrow(
      expect.objectContaining({
        name: "MissingValueError",
        message: "w › s: $steps.list.outputs.latestName has no value",
        workflowId: "w",
        stepId: "s",
        expression,
      }),
    );
  },
);

const request = { method: "GET", operationId: "getOrder" };

test("the message names the operation after the step", () => {
  const failure = new StepFailedError({
    ...{ workflowId: "ship-order", stepId: "readOrder", request },
    criterion: "$statusCode == 200",
    response: { status: 500, headers: {}, body: undefined },
  });
  expect(failure.operation).toBe("getOrder");
  expect(failure.message).toBe(
    "ship-order › readOrder (GET getOrder): $statusCode == 200 is not met: 500",
  );
});

describe("as JSON, an error shows what operations need and nothing secret", () => {
  const headers = { "x-amzn-requestid": "r-1", "set-cookie": "hunter2", authorization: "hunter2" };
  const body = { code: "Invalid", message: "hunter2" };

  test("a failed step", () => {
    const failure = new StepFailedError({
      ...place,
      request,
      criterion: "$statusCode == 200",
      response: { status: 400, headers, body },
    });
    expect(JSON.parse(JSON.stringify({ failure }))).toEqual({
      failure: {
        name: "StepFailedError",
        message:
          "register-model › createModel (GET getOrder): $statusCode == 200 is not met: 400 Invalid",
        ...place,
        operation: "getOrder",
        criterion: "$statusCode == 200",
        status: 400,
        code: "Invalid",
        requestId: "r-1",
      },
    });
  });

  test("a code that may be anything is left out", () => {
    const failure = failureOf({ body: { code: "hunter2 hunter2" } });
    expect(JSON.stringify(failure)).not.toMatch(/hunter2|code/);
  });

  test("a failed step with its causes", () => {
    const system = Object.assign(new Error("connect ECONNREFUSED"), {
      ...{ code: "ECONNREFUSED", request: { headers }, [Symbol("secret")]: "hunter2" },
    });
    const cause = new TransportError("GET https://a.example (getOrder) failed", {
      ...{ cause: new TypeError("fetch failed", { cause: system }), status: 502, headers },
    });
    cause.operation = "getOrder";
    const failure = new StepFailedError({ ...place, request, cause });
    expect(JSON.parse(JSON.stringify(failure))).toEqual({
      name: "StepFailedError",
      message: `register-model › createModel (GET getOrder): ${cause.message}`,
      ...place,
      ...{ operation: "getOrder", status: 502, requestId: "r-1" },
      cause: {
        ...{ name: "TransportError", message: cause.message, operation: "getOrder", status: 502 },
        cause: {
          name: "TypeError",
          message: "fetch failed",
          cause: { name: "Error", message: "connect ECONNREFUSED", code: "ECONNREFUSED" },
        },
      },
    });
  });

  test.each([[{ secret: "hunter2" }], ["hunter2"], [() => "hunter2"]])(
    "no cause that is not an error: %o",
    (cause) => {
      const failure = new StepFailedError({ ...place, cause });
      expect(failure.cause).toBe(cause);
      expect(JSON.stringify(failure)).not.toMatch(/hunter2|"cause"/);
    },
  );

  test("an error that is its own cause", () => {
    const cause = new Error("round");
    cause.cause = cause;
    expect(
      JSON.stringify(new StepFailedError({ ...place, cause })).match(/round/g)?.length,
    ).toBeLessThan(12);
  });

  test("the errors without a response", () => {
    const expression = "$request.path.id";
    const unexpected = { path: ["a"], expected: ["object"], found: "null" };
    const errors = [
      new MissingValueError({ ...place, expression }),
      new UnexpectedValueError({ ...place, expression, expected: ["array"] }),
      new StepLimitError({ ...place, maxSteps: 3 }),
      new UnexpectedInputError({ workflowId: "w" }, { input: "inputs", ...unexpected }),
    ];
    expect(JSON.parse(JSON.stringify(errors))).toEqual([
      { name: "MissingValueError", message: errors[0]?.message, ...place, expression },
      {
        ...{ name: "UnexpectedValueError", ...place, expression, expected: ["array"] },
        message: "register-model › createModel: $request.path.id must be an array",
      },
      { name: "StepLimitError", message: errors[2]?.message, ...place, maxSteps: 3 },
      {
        name: "UnexpectedInputError",
        message: "w: inputs/a must be an object, but is null",
        ...{ workflowId: "w", input: "inputs", pointer: "/a", expected: ["object"], found: "null" },
      },
    ]);
  });

  test("what loggers copy of an error by its properties is the same", () => {
    const failure = failureOf({ headers, body });
    const copied: Record<string, unknown> = {};
    for (const key in failure) copied[key] = Reflect.get(failure, key);
    expect(JSON.parse(JSON.stringify({ message: failure.message, ...copied }))).toEqual(
      JSON.parse(JSON.stringify(failure)),
    );
  });

  test("the cause is the standard property", () => {
    const cause = new Error("x");
    for (const error of [
      new StepFailedError({ ...place, cause }),
      new TransportError("t", { cause }),
    ]) {
      expect(Object.getOwnPropertyDescriptor(error, "cause")).toMatchObject({
        value: cause,
        enumerable: false,
      });
    }
    expect(Object.hasOwn(failureOf({}), "cause")).toBe(false);
  });
});

test.each([
  [["string"], "a string"],
  [["array"], "an array"],
  [["object"], "an object"],
  [["string", "number"], "a string or number"],
  [["string", "number", "boolean", "array"], "a string, number, boolean or array"],
])("of the kinds %j a value must be %s", (expected, words) => {
  const { message } = new UnexpectedValueError({ ...place, expression: "$x", expected });
  expect(message).toBe(`register-model › createModel: $x must be ${words}`);
});
