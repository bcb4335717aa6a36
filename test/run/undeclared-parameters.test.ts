import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startHttpServer } from "../servers/http-server.js";
import { flowOut, importCase } from "./run-flow.js";

test("undeclared parameters are sent as form, exploded, under their own names", async () => {
  const module = await importCase(
    "undeclared-parameters",
    join(flowOut, "undeclared-parameters-test"),
  );
  const server = await startHttpServer(() => ({ kind: "response", status: 204 }));
  onTestFinished(() => server.close());
  const pets = module["createPets"]?.({ baseUrl: server.url, retry: false });
  const inputs = { tags: ["a b", "c"], range: { from: 1, to: 2 }, key: "k", name: "Rex" };
  await module["findPets"]?.({ ...inputs, sort: ["é"] }, { pets });
  expect(server.requests.map(({ url }) => url)).toEqual([
    "/pets?pet_tags=a%20b&pet_tags=c&from=1&to=2&Limit=10&limit=20&listed=a&listed=b%20c&sort=%C3%A9",
    "/pets?Limit=5&api_key=k",
  ]);
  const [first, second] = server.requests.map(({ headers }) => headers);
  expect(first).toMatchObject({
    "x-tags": ["a b,c"],
    "x-name": ["Rex!"],
    "x-api-key": ["k"],
    cookie: ["seen=a%20b&seen=c"],
  });
  expect(second).toMatchObject({ authorization: ["Bearer k"], cookie: ["session=k"] });
});
