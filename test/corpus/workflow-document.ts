import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { isObject, type JsonObject } from "./server/description.js";
import type { Wish } from "./server/make-response.js";
import { makeSample, onlyName } from "./server/make-sample.js";

/** Facts of an Arazzo document that a run needs and the generated code does not have. */
export interface WorkflowDocument {
  /** Inputs of a workflow: the defaults, examples and samples of its schema. */
  inputsOf(workflowId: string, isSparse: boolean): unknown;
  /** The response that the success criteria of a step require, if they are simple comparisons. */
  wishOf(workflowId: string, stepId: string): Pick<Wish, "operationId" | "statuses" | "values">;
}

export function readWorkflowDocument(path: string): WorkflowDocument {
  const document: unknown = parse(readFileSync(path, "utf8"), { maxAliasCount: -1 });
  const workflow = (id: string) => find(list(document, "workflows"), "workflowId", id);
  return {
    inputsOf(workflowId, isSparse) {
      const schema = workflow(workflowId)?.["inputs"];
      return schema === undefined ? {} : named(makeSample(Object(document), schema, isSparse), "");
    },
    wishOf(workflowId, stepId) {
      const step = find(list(workflow(workflowId), "steps"), "stepId", stepId);
      const clauses = list(step, "successCriteria").flatMap(clausesOf);
      // Without the name of its source description.
      const operationId = String(step?.["operationId"]).replace(/^.*\./, "");
      return {
        operationId,
        statuses: clauses.flatMap(readStatus),
        values: clauses.flatMap(readValue),
      };
    },
  };
}

/** A sample in which sent strings and empty objects can be distinguished. */
function named(value: unknown, name: string): unknown {
  if (value === "string") return name;
  if (Array.isArray(value)) return value.map((item) => named(item, name));
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  if (entries.length === 0 && name !== "") return { [onlyName]: name };
  return Object.fromEntries(entries.map(([key, member]) => [key, named(member, key)]));
}

/** The conditions that are joined by "and"; of those joined by "or", the first. */
function clausesOf(criterion: JsonObject): readonly string[] {
  const { condition, type } = criterion;
  if (typeof condition !== "string" || (type !== undefined && type !== "simple")) return [];
  const [first = ""] = condition.split("||");
  return first.split("&&").map((clause) => clause.replace(/^[\s(]+|[\s)]+$/g, ""));
}

function readStatus(clause: string): readonly number[] {
  const status = /^\$statusCode\s*==\s*(\d{3})$/.exec(clause)?.[1];
  return status === undefined ? [] : [Number(status)];
}

function readValue(clause: string): readonly (readonly [string, unknown])[] {
  const match = /^\$response\.body#(\/\S+)\s*==\s*(?:'([^']*)'|(true|false|-?\d+(?:\.\d+)?))$/;
  const [, pointer, text, scalar] = match.exec(clause) ?? [];
  if (pointer === undefined) return [];
  return [[pointer, scalar === undefined ? text : JSON.parse(scalar)]];
}

function list(owner: unknown, key: string): readonly JsonObject[] {
  const value = isObject(owner) ? owner[key] : undefined;
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function find(items: readonly JsonObject[], key: string, value: string): JsonObject | undefined {
  return items.find((item) => item[key] === value);
}
