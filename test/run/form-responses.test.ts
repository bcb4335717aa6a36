/** Form responses, from the description to the outputs. */

import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startHttpServer } from "../servers/http-server.js";
import { flowOut, importCase } from "./run-flow.js";

const out = join(flowOut, "form-responses-test");

async function exchange(...answers: readonly (readonly [status: number, form: string])[]) {
  const left = [...answers];
  const server = await startHttpServer(() => {
    const [status, body] = left.shift() ?? [500, ""];
    return { kind: "response", status, body };
  });
  onTestFinished(() => server.close());
  const { createOauth, exchangeCode } = await importCase("form-responses", out);
  const oauth = createOauth?.({ baseUrl: server.url });
  const result = await exchangeCode?.({ code: "c" }, { oauth });
  return { result, sent: server.requests.map(({ url }) => url) };
}

test("their fields are outputs, and are sent on", async () => {
  const { result, sent } = await exchange(
    [200, "access_token=a%2Bb+c&token_type=bearer&expires_in=3600&scope=read,write"],
    [200, "owner=Ann"],
  );
  expect(sent).toEqual(["/token?code=c", "/inspect?token=a%2Bb%20c"]);
  expect(result).toStrictEqual({
    outcome: "completed",
    outputs: { token: "a+b c", lifetime: "3600", scopes: "read,write", owner: "Ann" },
  });
});

test("their fields decide what comes next", async () => {
  const { result } = await exchange([400, "error=authorization_pending&interval=5"]);
  expect(result).toMatchObject({
    outcome: "pending",
    failure: { response: { body: { error: "authorization_pending", interval: "5" } } },
  });
});
