import { expect, onTestFinished, test } from "vitest";
import { type Answer, type ReceivedRequest, startHttpServer } from "../servers/http-server.js";
import { runExample } from "./run-example.js";

const address = { name: "Ada", street: "1 Pier Road", city: "Cork", country: "IE" };
const parcel = { trackingNumber: "C-1", label: "https://carrier.example.com/labels/C-1" };

/** What each API answers who is known to it. */
const answers: Readonly<Record<string, Answer>> = {
  "GET /orders/7": json(200, { status: "paid", weightInGrams: 800, address }),
  "PUT /orders/7/shipment": { kind: "response", status: 204 },
  "POST /v2/parcels": json(201, parcel),
};

/** Runs the example against two servers, of which each knows one secret. */
async function ship(orderId: string, environment: Readonly<Record<string, string>> = {}) {
  const orders = await start(({ headers }) => headers["authorization"]?.[0] === "Bearer a-token");
  const carrier = await start(({ headers }) => headers["x-api-key"]?.[0] === "a-key");
  const ended = await runExample("ship-order.ts", [orderId], {
    ORDERS_URL: orders.url,
    CARRIER_URL: `${carrier.url}/v2`,
    STAFF_TOKEN: "a-token",
    CARRIER_KEY: "a-key",
    ...environment,
  });
  return { ...ended, orders, carrier };
}

async function start(isKnown: (request: ReceivedRequest) => boolean) {
  const server = await startHttpServer((request) => {
    if (!isKnown(request)) return json(401, { message: "who are you?" });
    return answers[`${request.method} ${request.url}`] ?? json(404, {});
  });
  onTestFinished(() => server.close());
  return server;
}

test("the example ships an order, and gives each API its own secret only", async () => {
  const { exitCode, stdout, stderr, orders, carrier } = await ship("7");
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 0,
    stdout: `Print the label: ${parcel.label}\n`,
    stderr: "",
  });
  expect(JSON.parse(carrier.requests[0]?.rawBody ?? "")).toEqual({ receiver: address, grams: 800 });
  expect(JSON.parse(orders.requests[1]?.rawBody ?? "")).toEqual({ trackingNumber: "C-1" });
  expect(JSON.stringify(orders.requests)).not.toContain("a-key");
  expect(JSON.stringify(carrier.requests)).not.toContain("a-token");
});

test("an unknown order is reported at the desk", async () => {
  const { stdout, carrier } = await ship("8");
  expect(stdout).toBe("There is no such order.\n");
  expect(carrier.requests).toEqual([]);
});

test("a rejected token fails the step, and is not printed", async () => {
  const { exitCode, stderr } = await ship("7", { STAFF_TOKEN: "a-stale-token" });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /ship-order › readOrder \(GET readOrder\): \$statusCode == 200 is not met: 401/,
  );
  expect(stderr).not.toContain("a-stale-token");
});

function json(status: number, body: unknown): Answer {
  const headers = { "content-type": "application/json" };
  return { kind: "response", status, headers, body: JSON.stringify(body) };
}
