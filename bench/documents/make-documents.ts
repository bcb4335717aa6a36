/** Makes documents of any number and size, all alike and all different in their names. */

import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";

/** A folder with so many documents, every ten of which share a source. */
export async function makeDocuments(folder: string, count: number): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const source = Math.floor(index / 10);
    if (index % 10 === 0) await writeSource(folder, source);
    await writeWorkflow(folder, index, source, 3);
  }
}

/** Creates a folder with one workflow of `count` steps, each of which reads an output of the previous step. */
export async function makeSteps(folder: string, steps: number): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeSource(folder, 0);
  await writeWorkflow(folder, 0, 0, steps);
}

/** Writes the description of a source; another `edition` is another description of one of its types. */
export async function writeSource(folder: string, source: number, edition = 1): Promise<void> {
  const text = stringify(sourceDescription(source, edition), { aliasDuplicateObjects: false });
  await writeFile(join(folder, `source-${source}.openapi.yaml`), text);
}

async function writeWorkflow(
  folder: string,
  index: number,
  source: number,
  steps: number,
): Promise<void> {
  const text = stringify(workflowDocument(index, source, steps), { aliasDuplicateObjects: false });
  await writeFile(join(folder, `workflow-${index}.arazzo.yaml`), text);
}

function workflowDocument(index: number, source: number, count: number) {
  const names = Array.from({ length: count }, (_, step) => `step${step}`);
  return {
    arazzo: "1.0.1",
    info: { title: `Workflow ${index}`, version: "1.0.0" },
    sourceDescriptions: [
      { name: `orders${source}`, url: `./source-${source}.openapi.yaml`, type: "openapi" },
    ],
    workflows: [
      {
        workflowId: `place-order-${index}`,
        description: "Finds an item, orders it, and waits until the order is there.",
        inputs: {
          type: "object",
          required: ["customer"],
          properties: { customer: { type: "string" }, quantity: { type: "integer" } },
        },
        steps: names.map((stepId, step) => workflowStep(stepId, step, names[step - 1])),
        outputs: { id: `$steps.${names.at(-1)}.outputs.id` },
      },
    ],
  };
}

/** Every third step lists items, every third orders one, every third reads the order. */
function workflowStep(stepId: string, step: number, before: string | undefined) {
  const id = before === undefined ? "$inputs.customer" : `$steps.${before}.outputs.id`;
  const success = (status: number) => [{ condition: `$statusCode == ${status}` }];
  if (step % 3 === 0) {
    return {
      stepId,
      operationId: "listItems",
      parameters: [
        { name: "limit", in: "query", value: 1 },
        { name: "after", in: "query", value: id },
      ],
      successCriteria: success(200),
      outputs: { id: "$response.body#/items/0/id" },
    };
  }
  if (step % 3 === 1) {
    return {
      stepId,
      operationId: "createOrder",
      requestBody: {
        contentType: "application/json",
        payload: {
          customer: "$inputs.customer",
          lines: [{ item: id, quantity: "$inputs.quantity" }],
        },
      },
      successCriteria: success(201),
      outputs: { id: "$response.body#/id" },
    };
  }
  return {
    stepId,
    operationId: "getOrder",
    parameters: [{ name: "orderId", in: "path", value: id }],
    successCriteria: [...success(200), { condition: '$response.body#/state != "cancelled"' }],
    onFailure: [{ name: "again", type: "retry", retryAfter: 1, retryLimit: 3 }],
    outputs: { id: "$response.body#/id" },
  };
}

function sourceDescription(source: number, edition: number) {
  const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const answers = (status: string, name: string) => ({
    [status]: {
      description: `The ${name}.`,
      content: { "application/json": { schema: reference(name) } },
    },
    default: {
      description: "What went wrong.",
      content: { "application/json": { schema: reference("Problem") } },
    },
  });
  const text = { type: "string" };
  const fields = (...names: readonly string[]) =>
    Object.fromEntries(
      names.map((name) => [name, { type: "string", description: `Its ${name}.` }]),
    );
  const orderId = { name: "orderId", in: "path", required: true, schema: text };
  return {
    openapi: "3.0.3",
    info: { title: `Orders ${source}`, version: `${edition}.0.0` },
    servers: [{ url: `https://orders-${source}.example.com/v1` }],
    paths: {
      "/items": {
        get: {
          operationId: "listItems",
          description: "Lists items, a page at a time.",
          parameters: [
            { name: "limit", in: "query", schema: { type: "integer" } },
            { name: "after", in: "query", schema: text },
          ],
          responses: answers("200", "ItemList"),
        },
      },
      "/orders": {
        post: {
          operationId: "createOrder",
          requestBody: {
            required: true,
            content: { "application/json": { schema: reference("NewOrder") } },
          },
          responses: answers("201", "Order"),
        },
      },
      "/orders/{orderId}": {
        get: { operationId: "getOrder", parameters: [orderId], responses: answers("200", "Order") },
        delete: {
          operationId: "cancelOrder",
          parameters: [orderId],
          responses: answers("200", "Order"),
        },
      },
    },
    components: {
      schemas: {
        ItemList: {
          type: "object",
          required: ["items"],
          properties: { items: { type: "array", items: reference("Item") } },
        },
        Item: {
          type: "object",
          required: ["id", "name"],
          properties: {
            ...fields("id", "name", "colour", "material", "maker", "country", `edition${edition}`),
            price: reference("Money"),
          },
        },
        Money: {
          type: "object",
          required: ["amount", "currency"],
          properties: { amount: { type: "integer" }, currency: { enum: ["EUR", "USD", "GBP"] } },
        },
        NewOrder: {
          type: "object",
          required: ["customer", "lines"],
          properties: {
            ...fields("customer", "note"),
            lines: { type: "array", items: reference("OrderLine") },
          },
        },
        OrderLine: {
          type: "object",
          required: ["item"],
          properties: { item: text, quantity: { type: "integer", default: 1 } },
        },
        Order: {
          type: "object",
          required: ["id", "state", "lines"],
          properties: {
            ...fields("id", "customer", "note", "createdAt", "changedAt"),
            state: { type: "string", enum: ["open", "paid", "sent", "cancelled"] },
            lines: { type: "array", items: reference("OrderLine") },
            total: reference("Money"),
            delivery: reference("Address"),
          },
        },
        Address: {
          type: "object",
          required: ["street", "city"],
          properties: fields("street", "city", "postcode", "country"),
        },
        Problem: { type: "object", properties: fields("title", "detail", "instance") },
      },
    },
  };
}
