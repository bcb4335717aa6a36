import { inspect } from "node:util";
import { expect, expectTypeOf, test } from "vitest";
import {
  assertPresent,
  MissingValueError,
  StepFailedError,
  TransportError,
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
    assertPresent({ workflowId: "w" }, "s", "$inputs.name", value);
    expectTypeOf(value).toEqualTypeOf<string | number | boolean>();
  }
});

test.each([[undefined], [null]])(
  "assertPresent names the expression whose value is %s",
  (value) => {
    const expression = "$steps.list.outputs.latestName";
    const assertion = () => assertPresent({ workflowId: "w" }, "s", expression, value);
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
